import type { Metric, Program, Slo } from "../../program/program.ts";
import type { Selector } from "../../promql/syntax/ast.ts";
import { selectors } from "../../promql/syntax/walk.ts";
import { matched, spreadOf } from "../cost/shape.ts";
import type { Breaches } from "./breach.ts";

/** Each declared value of a label has an objective that counts it. */
export const objectiveBreaches: Breaches<"sloForEach"> = ({ label }, program) => {
  const counted = program.slos.flatMap((slo) => selectorsOf(slo, program));
  const values = new Map(program.metrics.flatMap((metric) => valuesOf(metric, label)));
  return [...values].flatMap(([value, { origin }]) => {
    if (counted.some((selector) => accepts(selector, label, value, program))) return [];
    const found = `no objective counts ${label}="${value}"`;
    return [{ place: { path: [...origin.path, "labels", label] }, found, instead: `declare an SLO for ${value}` }];
  });
};

function valuesOf(metric: Metric, label: string): readonly (readonly [string, Metric])[] {
  const { values = [] } = metric.labels.find(({ name }) => name === label) ?? {};
  return values.map((value) => [value, metric] as const);
}

function selectorsOf({ origin }: Slo, { recordings }: Program): readonly Selector[] {
  return recordings.filter((rule) => rule.origin.name === origin.name).flatMap(({ expr }) => selectors(expr));
}

function accepts({ metric = "", matchers }: Selector, label: string, value: string, { series }: Program): boolean {
  if (series.get(metric)?.labels.has(label) !== true) return false;
  const one = { series: 1, labels: new Map([[label, spreadOf([value])]]) };
  return matchers.filter((matcher) => matcher.label === label).reduce(matched, one).series > 0;
}
