import type { Program } from "../../program/program.ts";
import type { ComparisonOperator, Expr, Selector } from "../../promql/syntax/ast.ts";
import { pretty } from "../../promql/syntax/pretty.ts";
import { print } from "../../promql/syntax/print.ts";
import { code, enumerated, type Markdown, md } from "../../targets/documents/markdown/markdown.ts";
import { percentile } from "../../targets/documents/words/calls.ts";
import { vocabulary } from "../../targets/documents/words/vocabulary.ts";
import { conditionInWords, measureInWords, unitOf, type Vocabulary } from "../../targets/documents/words/words.ts";
import { printDuration } from "../../values/duration.ts";
import { printQuantity } from "../../values/quantity.ts";
import type { Detail, Effect } from "../change.ts";
import { lineDifference } from "../lines.ts";
import type { Names } from "../names.ts";
import { canonicalJson, detail, instead } from "../wording.ts";
import { withFormerNames, withoutTenant } from "./canonical.ts";
import { type Bound, type Difference, differencesOf, type Leaning } from "./differences.ts";

/** An expression in the program that it is of, and the unit of what it compares. */
export interface Measured {
  readonly expr: Expr;
  readonly unit: string;
  readonly program: Program;
}

/** Whether two expressions ask for the same, names that were only replaced apart. */
export function asksTheSame(before: Measured, after: Measured, names: Names): boolean {
  return canonicalJson(formerly(after, names)) === canonicalJson(withoutTenant(before.expr, before.program.tenant));
}

function formerly({ expr, program }: Measured, names: Names): Expr {
  return withFormerNames(withoutTenant(expr, program.tenant), names);
}

/** What it means that an expression is another one, in the author's units. */
export function expressionDetails(
  property: string,
  before: Measured,
  after: Measured,
  names: Names,
): readonly Detail[] {
  const old = withoutTenant(before.expr, before.program.tenant);
  const differences = differencesOf(old, formerly(after, names));
  if (differences?.length === 0) return [];
  const clauses = differences?.map((one) => clauseOf(property, one, before, after));
  if (clauses === undefined || clauses.length > MOST_CLAUSES) return [another(property, before, after)];
  return [...new Map(clauses.map((one) => [one.words.text, one])).values()];
}

const MOST_CLAUSES = 6;
const WIDTH = 100;

function another(property: string, before: Measured, after: Measured): Detail {
  const written = ({ expr, program }: Measured) => pretty(withoutTenant(expr, program.tenant), WIDTH);
  const words = property === "condition" ? otherCondition(before, after) : md`${property} is another expression`;
  return { ...detail(property, words), lines: lineDifference(written(before), written(after)) };
}

function otherCondition(before: Measured, after: Measured): Markdown {
  const inWords = (one: Measured) => conditionInWords(one.expr, vocabulary(one.program, one));
  return md`fires on another condition: when ${inWords(after)}, and no longer when ${inWords(before)}`;
}

function clauseOf(property: string, difference: Difference, before: Measured, after: Measured): Detail {
  switch (difference.kind) {
    case "bound":
      return boundClause(property, difference, before, after);
    case "window": {
      const [old, now] = [printDuration(difference.before), printDuration(difference.after)];
      return detail("window", md`looks back over ${instead(now, old)}`, windowEffect(difference));
    }
    case "offset": {
      const [old, now] = [printDuration(difference.before), printDuration(difference.after)];
      return detail(property, md`compares with ${instead(now, old)} before`);
    }
    case "selector": {
      const [old, now] = [code(print(difference.before)), code(print(difference.after))];
      return detail(property, md`reads ${now} instead of ${old}`, selectorEffect(difference));
    }
    case "grouping": {
      const [old, now] = [groupsOf(difference.before), groupsOf(difference.after)];
      return detail(property, md`is computed ${now} instead of ${old}`);
    }
    case "quantile": {
      const [old, now] = [percentileOf(difference.before), percentileOf(difference.after)];
      return detail(property, md`looks at ${now} instead of ${old}`, grown(difference));
    }
    case "ahead": {
      const [old, now] = [printQuantity(difference.before, "seconds"), printQuantity(difference.after, "seconds")];
      return detail(property, md`looks ${instead(now, old)} ahead`);
    }
  }
}

function percentileOf(value: number): Markdown {
  return percentile({ kind: "number", value });
}

function groupsOf({ grouping }: Extract<Difference, { kind: "grouping" }>["before"]): Markdown {
  if (grouping === undefined || (grouping.kind === "by" && grouping.labels.length === 0)) return md`over everything`;
  const labels = enumerated(grouping.labels.map(code));
  return grouping.kind === "by" ? md`for each ${labels}` : md`over all ${labels}`;
}

function boundClause(
  property: string,
  difference: Extract<Difference, { kind: "bound" }>,
  before: Measured,
  after: Measured,
): Detail {
  const { role, leaning } = difference;
  const words = vocabulary(after.program, after);
  const limit = limitOf(difference, vocabulary(before.program, before), words);
  const measure = measureInWords(difference.after.measure, role === "first" ? words : { ...words, unit: "" });
  return detail(property, CLAUSES[role](limit, measure), boundEffect(difference.before, difference.after, leaning));
}

const CLAUSES = {
  first: (limit: Markdown) => md`fires ${limit}`,
  and: (limit: Markdown, measure: Markdown) => md`fires only while ${measure} is ${limit}`,
  or: (limit: Markdown, measure: Markdown) => md`also fires when ${measure} is ${limit}`,
  unless: (limit: Markdown, measure: Markdown) => md`doesn't fire while ${measure} is ${limit}`,
} as const;

const RELATIONS: Readonly<Record<ComparisonOperator, string>> = {
  ">": "above",
  ">=": "from",
  "<": "below",
  "<=": "up to",
  "==": "at exactly",
  "!=": "at anything but",
};

// `above 2% instead of 5%`, `from 2% instead of above 2%`.
function limitOf(
  { before, after }: Extract<Difference, { kind: "bound" }>,
  oldWords: Vocabulary,
  words: Vocabulary,
): Markdown {
  const [old, now] = [quantityOf(before, oldWords), quantityOf(after, words)];
  const relation = RELATIONS[after.operator];
  if (before.operator === after.operator) return md`${relation} ${instead(now, old)}`;
  return instead(`${relation} ${now}`, `${RELATIONS[before.operator]} ${old}`);
}

function quantityOf({ measure, value }: Bound, words: Vocabulary): string {
  return printQuantity(value, unitOf(measure, words));
}

// How much of all numbers a bound lets through.
function boundEffect(before: Bound, after: Bound, leaning: Leaning): Effect | undefined {
  const [old, now] = [sideOf(before), sideOf(after)];
  if (old.side === undefined || old.side !== now.side) return undefined;
  const wider = old.side === "above" ? before.value - after.value : after.value - before.value;
  const grows = wider === 0 ? Number(now.includes) - Number(old.includes) : wider;
  return effectOf(grows * leaning);
}

function sideOf({ operator }: Bound): { readonly side?: "above" | "below"; readonly includes: boolean } {
  const includes = operator.endsWith("=");
  if (operator === "==" || operator === "!=") return { includes };
  return { side: operator.startsWith(">") ? "above" : "below", includes };
}

function effectOf(more: number): Effect | undefined {
  return more === 0 || Number.isNaN(more) ? undefined : more > 0 ? "noisier" : "blinder";
}

function grown({ leaning, before, after }: { leaning: Leaning; before: number; after: number }): Effect | undefined {
  return effectOf((after - before) * leaning);
}

/** What grows with its window, and what falls. */
const CUMULATIVE: Readonly<Record<string, Leaning>> = {
  increase: 1,
  sum_over_time: 1,
  count_over_time: 1,
  max_over_time: 1,
  min_over_time: -1,
};

function windowEffect({ of = "", leaning, ...window }: Extract<Difference, { kind: "window" }>): Effect | undefined {
  const side = CUMULATIVE[of] ?? 0;
  return side === 0 ? undefined : effectOf((window.after - window.before) * leaning * side);
}

// Who looks at some of the series only doesn't see the others.
function selectorEffect({ before, after, leaning }: Extract<Difference, { kind: "selector" }>): Effect | undefined {
  if (leaning !== 1 || before.metric !== after.metric) return undefined;
  const asked = ({ matchers }: Selector) => new Set(matchers.map((one) => canonicalJson(one)));
  const [old, now] = [asked(before), asked(after)];
  if ([...old].every((one) => now.has(one))) return "blinder";
  return [...now].every((one) => old.has(one)) ? "noisier" : undefined;
}
