import { expect, test } from "vitest";
import { thriftForMany } from "./thrift.ts";

test("the engine is told to save memory once, when many tenants have been read, and never for fewer", () => {
  const told: string[] = [];
  const hear = thriftForMany((flag) => told.push(flag));
  for (let tenant = 0; tenant < 499; tenant++) hear(`reading tenants/tenant-${tenant}`);
  hear("proving and generating acme");
  expect(told).toEqual([]);
  for (let tenant = 499; tenant < 1200; tenant++) hear(`reading tenants/tenant-${tenant}`);
  expect(told).toEqual(["--optimize-for-size"]);
});
