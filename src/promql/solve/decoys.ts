import type { Expr, Matcher, Selector } from "../syntax/ast.ts";
import { map, selectors } from "../syntax/walk.ts";
import { type Draft, seriesOfDraft } from "./cases.ts";
import { finds } from "./cells.ts";
import { candidatesOf, type Mutant, type Search } from "./decoy-candidates.ts";
import { type Answer, Probe, type Rules } from "./probe.ts";
import type { InputSeries } from "./problem.ts";
import type { Stage } from "./stage.ts";

/** So many matchers are looked at one by one. */
const MOST_MUTANTS = 30;

/**
 * Series that differ from those that a condition reads in one label only, so that each matcher is needed: were it left
 * out, some case would come out differently. They change nothing while the matchers are there.
 */
export function decoysFor(stage: Stage, drafts: readonly Draft[]): readonly InputSeries[] {
  const rules: Rules = { alert: stage.problem.alert, recordings: stage.slice.recordings };
  const real = drafts.map((draft) => seriesOfDraft(draft, draft.stage.grid.momentMs));
  const names = new Set(real.flat().map(nameOf));
  const probes = real.map((series, index) => new Probe(drafts[index]?.stage ?? stage, series));
  const expected = probes.map((probe) => probe.ask(rules));
  let kept: readonly InputSeries[] = [];
  for (const mutant of mutantsOf(stage, rules)) {
    if (noticed(probes, expected, mutant.rules, kept) === "clearly") continue;
    const found = bestDecoy(stage, mutant, { probes, expected, rules, kept, names, draft: drafts[0] });
    if (found) kept = [...kept, ...found];
  }
  return kept;
}

function bestDecoy(stage: Stage, mutant: Mutant, search: Search): readonly InputSeries[] | undefined {
  const { probes, expected, rules, kept, names } = search;
  let second: readonly InputSeries[] | undefined;
  const taken = new Set([...names, ...kept.map(nameOf)]);
  for (const decoy of candidatesOf(stage, mutant, search)) {
    if (decoy.some((series) => taken.has(nameOf(series)))) continue;
    const all = [...kept, ...decoy];
    const how = noticed(probes, expected, mutant.rules, all);
    if (how === undefined || (isRead(stage, decoy) && noticed(probes, expected, rules, all) !== undefined)) continue;
    if (how === "clearly") return decoy;
    if (how === "by value") second ??= decoy;
  }
  return second;
}

// What no selector finds changes nothing.
function isRead({ slice }: Stage, decoy: readonly InputSeries[]): boolean {
  const read = [...slice.reaches.map(({ selector }) => selector), ...slice.recorded];
  return decoy.some(({ metric, labels }) => {
    const values = Object.fromEntries(labels);
    return read.some(
      (selector) => selector.metric === metric && finds({ text: "", matchers: selector.matchers }, values),
    );
  });
}

function nameOf({ metric, labels }: InputSeries): string {
  return JSON.stringify([metric, labels]);
}

/** Whether rules give other results than expected: other series, or the same with another value. */
function noticed(
  probes: readonly Probe[],
  expected: readonly Answer[],
  rules: Rules,
  beside: readonly InputSeries[],
): "clearly" | "by value" | undefined {
  let how: "by value" | undefined;
  for (const [index, probe] of probes.entries()) {
    const [answer, wanted] = [probe.ask(rules, beside), expected[index]];
    if (!wanted || answer.failure !== wanted.failure || answer.values.size !== wanted.values.size) return "clearly";
    for (const [labels, value] of wanted.values) {
      const other = answer.values.get(labels);
      if (other === undefined) return "clearly";
      if (Math.abs(other - value) > 1e-3 * Math.abs(value)) how = "by value";
    }
  }
  return how;
}

function mutantsOf(stage: Stage, rules: Rules): readonly Mutant[] {
  const mutants = new Map<string, Mutant>();
  const add = (key: string, expr: Expr, rebuilt: (expr: Expr) => Rules): void => {
    for (const [position, selector] of selectors(expr).entries()) {
      for (const matcher of selector.matchers) {
        if (matcher.label === "le" || matcher.label === "__name__") continue;
        const place = key === "alert" ? position : "";
        const id = `${place} ${selector.metric} ${usedAs(selector)} ${textOf(matcher)}`;
        if (mutants.has(id)) continue;
        mutants.set(id, { selector, matcher, rules: rebuilt(without(expr, selector, matcher)) });
      }
    }
  };
  add("alert", stage.problem.alert.expr, (expr) => ({ ...rules, alert: { expr } }));
  // Recordings select the same series again and again, over other windows; one of them speaks for all.
  for (const rule of rules.recordings) {
    add("", rule.expr, (expr) => ({
      ...rules,
      recordings: rules.recordings.map((one) => (one === rule ? { ...one, expr } : one)),
    }));
  }
  return [...mutants.values()].slice(0, MOST_MUTANTS);
}

function usedAs({ matchers }: Selector): string {
  return matchers
    .filter(({ label }) => label !== "le")
    .map(textOf)
    .sort()
    .join();
}

function textOf({ label, operator, value }: Matcher): string {
  return `${label}${operator}${JSON.stringify(value)}`;
}

function without(expr: Expr, selector: Selector, matcher: Matcher): Expr {
  return map(expr, (node) =>
    node === selector && node.kind === "selector"
      ? { ...node, matchers: node.matchers.filter((one) => one !== matcher) }
      : node,
  );
}
