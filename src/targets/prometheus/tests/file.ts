import type { Alert, Program } from "../../../program/program.ts";
import type { Check, ExpectedInstance, Witness, WitnessCase } from "../../../promql/solve/problem.ts";
import { printDuration } from "../../../values/duration.ts";
import { annotationsOf } from "../rules.ts";
import { expand } from "./expand.ts";
import { groupOrder } from "./groups.ts";
import { seriesName, valuesText } from "./notation.ts";

/** The unit tests of one alert, as promtool reads them; paths are relative to the folder of the tests. */
export function testFile(alert: Alert, witness: Witness, program: Program): object {
  const groups = groupOrder(alert, witness, program);
  return {
    rule_files: groups.map((group) => `../rules/${group}.yaml`),
    evaluation_interval: printDuration(witness.evaluationMs),
    group_eval_order: groups.map((group) => `${program.tenant.name}/${group}`),
    tests: witness.cases.map((one) => testOf(alert, witness, one)),
  };
}

function testOf(alert: Alert, witness: Witness, one: WitnessCase): object {
  return {
    name: `${alert.name} ${one.title}`,
    interval: printDuration(witness.sampleMs),
    input_series: one.series.map((series) => ({
      series: seriesName(series.metric, series.labels),
      values: valuesText(series),
    })),
    alert_rule_test: one.checks
      .filter((check) => tellsAll(check) && tellsClearly(alert, check))
      .map((check) => ruleTest(alert, check)),
    promql_expr_test: one.checks.map((check) => stateTest(alert, check)),
  };
}

/** Promtool knows the annotations of firing alerts only. */
function tellsAll({ instances }: Check): boolean {
  return instances.length === 0 || instances.some(({ state }) => state === "firing");
}

/** A value on the edge of being rounded up may be on the other side of it by its last bits, which processors differ in. */
function tellsClearly(alert: Alert, { instances }: Check): boolean {
  return instances.every((instance) => {
    if (Number.isInteger(instance.value)) return true;
    const [first, ...others] = [1, 1 + 1e-14, 1 - 1e-14].map((factor) =>
      JSON.stringify(annotationsAt(alert, instance, factor * instance.value)),
    );
    return others.every((other) => other === first);
  });
}

function annotationsAt(alert: Alert, { resultLabels }: ExpectedInstance, value: number): Record<string, string> {
  return Object.fromEntries(
    Object.entries(annotationsOf(alert)).map(([name, text]) => [name, expand(text, resultLabels, value)]),
  );
}

function ruleTest(alert: Alert, check: Check): object {
  const firing = check.instances.filter(({ state }) => state === "firing");
  return {
    eval_time: printDuration(check.timeMs),
    alertname: alert.name,
    exp_alerts: firing.map((instance) => ({
      exp_labels: labelsOf(instance),
      exp_annotations: annotationsAt(alert, instance, instance.value),
    })),
  };
}

function labelsOf({ labels }: ExpectedInstance): Readonly<Record<string, string>> {
  return Object.fromEntries(sorted(Object.entries(labels).filter(([name]) => name !== "alertname")));
}

function stateTest(alert: Alert, check: Check): object {
  return {
    expr: `ALERTS{alertname="${alert.name}"}`,
    eval_time: printDuration(check.timeMs),
    exp_samples: check.instances.map(({ labels, state }) => ({
      labels: seriesName("ALERTS", sorted([...Object.entries(labels), ["alertstate", state]])),
      value: 1,
    })),
  };
}

function sorted(labels: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] {
  return labels.toSorted(([a], [b]) => (a < b ? -1 : 1));
}
