import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { sweep, sweptTenant } from "./sweep.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

// `npm run sweep -- globex` makes all of them.
test("no change of a declaration that changes an emitted file goes untold, in a sample of globex's", async () => {
  const { sound, told, missed } = await sweep(await sweptTenant(root, "globex"), (index) => index % 17 === 0);
  expect(missed).toEqual([]);
  expect(sound).toBeGreaterThan(15);
  expect(told).toBeGreaterThan(15);
});

test("nor one of what all tenants share", async () => {
  const { sound, missed } = await sweep(await sweptTenant(root, "initech", true), (index) => index % 4 === 0);
  expect(missed).toEqual([]);
  expect(sound).toBeGreaterThan(7);
});
