import { expect, test } from "vitest";
import { program, promql } from "../../../../test/fixtures/program.ts";
import type { Program } from "../../../program/program.ts";
import { ANYTHING, type Series } from "../../../promql/types/catalogue.ts";
import { seriesFor } from "./detector-series.ts";

const gauge = (name: string, labels: Series["labels"]): Series => {
  return { name, metric: name, type: "gauge", unit: "", range: ANYTHING, labels, buckets: [] };
};
const listeners = gauge("active_listeners", new Map([["region", ["europe", "asia"]]]));
const anomaly = gauge("acme_anomaly", new Map([["detector", undefined]]));
const watching: Program = {
  ...program,
  series: new Map([listeners, anomaly].map((one) => [one.name, one])),
  detectors: program.detectors.map((one) => ({
    ...one,
    watch: promql("sum by (region) (active_listeners)"),
    labels: ["region"],
  })),
};
const labelsOf = (alert: string) => {
  const found = watching.alerts.find(({ name }) => name === alert) ?? expect.fail("no such alert");
  return [...(seriesFor(found, watching).get("acme_anomaly")?.labels ?? [])];
};

test("what the sidecar says of a detector has the labels of what that one watches", () => {
  expect(labelsOf("ListenersUnusual")).toEqual([
    ["region", ["europe", "asia"]],
    ["detector", undefined],
  ]);
});

test("no other alert sees these labels", () => {
  expect(labelsOf("ErrorRatioHigh")).toEqual([["detector", undefined]]);
});
