import { expect, test } from "vitest";
import { seriesDetectorNames } from "../detector/detectors/kinds.ts";
import { detector, gauge } from "./index.ts";

test("every kind of detector of series has its function", () => {
  const watch = gauge("queue_length", { help: "Jobs that wait.", unit: "jobs" });
  const owner = { "~kind": "team", name: "jobs" };
  const declared = Object.values(detector).map((declare) => {
    const given: unknown = declare("Odd", { watch, severity: "ticket", owner } as never);
    return Object(given).detector;
  });
  expect(declared.sort()).toStrictEqual([...seriesDetectorNames].sort());
});
