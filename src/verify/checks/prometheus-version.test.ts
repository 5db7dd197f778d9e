import { expect, test } from "vitest";
import { program } from "../../../test/fixtures/program.ts";
import type { PrometheusVersion } from "../../program/program.ts";
import { parse } from "../../promql/syntax/parse.ts";
import { prometheusVersion } from "./prometheus-version.ts";

function found(version: PrometheusVersion, text: string): readonly string[] {
  const { expr } = parse(text);
  if (expr === undefined) throw new Error(text);
  const placeOf = () => ({ path: ["alerts", "Old", "when"] });
  const meaning = { unit: "", range: { from: 0, to: 1 } };
  const origin = { path: ["alerts", "Old"], name: "alerts/Old" };
  const expressions = [{ authored: { expr, placeOf }, role: "condition" as const, meaning, labels: [], origin }];
  const [alert] = program.alerts;
  const alerts = alert === undefined ? [] : [{ ...alert, keepFiringFor: 60_000, origin }];
  const organisation = { ...program.organisation, prometheus: { ...program.organisation.prometheus, version } };
  const reasons: string[] = [];
  prometheusVersion({ ...program, organisation, alerts, expressions }, (kind, _, data) =>
    reasons.push(kind.reason(data)),
  );
  return reasons;
}

test("what the server doesn't know yet is found", () => {
  expect(found({ major: 2, minor: 41 }, "first_over_time(up[5m]) < 1").map((reason) => reason.split(";")[0])).toEqual([
    "first_over_time() is known since Prometheus 3.14",
    "keep_firing_for is known since Prometheus 2.42",
  ]);
});

test("a newer server knows it", () => {
  expect(found({ major: 3, minor: 14 }, "first_over_time(up[5m]) < 1")).toEqual([]);
  expect(found({ major: 2, minor: 42 }, "max_over_time(up[5m]) < 1")).toEqual([]);
});
