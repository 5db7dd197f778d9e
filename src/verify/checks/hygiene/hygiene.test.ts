import { describe, expect, test } from "vitest";
import type { Check } from "../check.ts";
import { findings } from "../checked.ts";
import { duplicates } from "./duplicates.ts";
import { firingAlerts } from "./firing-alerts.ts";
import { recordingNames } from "./recording-names.ts";

const NOTICE = { severity: "page", owner: "music", summary: "S" };

function codes(check: Check, properties: object): readonly string[] {
  return findings(check, properties).map(({ kind, place }) => `${kind.code} ${place.path.join("/")}`);
}

function alerts(declared: Readonly<Record<string, object>>): object {
  return { alerts: Object.fromEntries(Object.entries(declared).map(([name, one]) => [name, { ...NOTICE, ...one }])) };
}

const FULL = "max by (host) (memory_used_ratio) > 0.9";

describe("an alert declared twice", () => {
  test("has the condition, severity and owner of another, however it is written", () => {
    const again = "max  by(host)((memory_used_ratio))>0.9";
    expect(codes(duplicates, alerts({ A: { when: FULL }, B: { when: again, for: "5m" } }))).toEqual([
      "MG2518 alerts/B",
    ]);
  });

  test("doesn't where severity or bound differ", () => {
    const two = { A: { when: FULL }, B: { when: FULL, severity: "ticket" }, C: { when: `${FULL.slice(0, -1)}8` } };
    expect(codes(duplicates, alerts(two))).toEqual([]);
  });
});

describe("a recording", () => {
  const of = (declared: Readonly<Record<string, string>>) => ({
    recordings: Object.fromEntries(Object.entries(declared).map(([name, expr]) => [name, { expr }])),
  });
  const sum = "sum by (host) (memory_used_ratio)";

  test("that records what another does is found", () => {
    expect(codes(duplicates, of({ "a:a:a": sum, "b:b:b": sum, "c:c:c": "sum(up)" }))).toEqual([
      "MG2519 recordings/b:b:b",
    ]);
  });

  test("doesn't take a name of an objective's", () => {
    expect(codes(recordingNames, of({ "slo:player:objective_ratio": sum }))).toEqual([
      "MG2517 recordings/slo:player:objective_ratio",
    ]);
  });
});

test("which alerts fire is asked of alerts that exist", () => {
  const asks = (name: string) =>
    codes(
      firingAlerts,
      alerts({ MemoryFull: { when: FULL }, Many: { when: `count(ALERTS{alertname="${name}"}) > 3` } }),
    );
  expect(asks("MemoryFul")).toEqual(["MG2007 alerts/Many/when"]);
  expect(asks("MemoryFull")).toEqual([]);
  expect(asks("HardwareOfSomebodyElse")).toEqual([]);
});
