import { forOutlivesWindow, forUnreachable, slowPage } from "../../../diagnostics/codes/intent.ts";
import type { Binary, Call, ComparisonOperator, Expr } from "../../../promql/syntax/ast.ts";
import { isComparison } from "../../../promql/syntax/precedence.ts";
import { print } from "../../../promql/syntax/print.ts";
import { canonical, map, walk } from "../../../promql/syntax/walk.ts";
import { type Comparison, comparisonOf, conjuncts, mainComparison } from "../../../promql/types/comparison.ts";
import { printDuration } from "../../../values/duration.ts";
import type { Check, Report } from "../check.ts";
import { type Recorded, recordedBy } from "../recorded.ts";
import { type Conditioned, conditioned } from "./conditions.ts";

/** An alert waits no longer than its condition can hold. */
export const waits: Check = (program, report) => {
  const recorded = recordedBy(program);
  for (const one of conditioned(program)) {
    if (one.alert.for === 0) continue;
    if (!checkLife(one, report) && !checkUrgency(one, report)) checkWindow(one, recorded, report);
  }
};

/** How long an alert may wait that wakes people. */
const MOST_OF_PAGES = 2 * 3_600_000;

function checkUrgency({ alert }: Conditioned, report: Report): boolean {
  if (alert.severity !== "page" || alert.for <= MOST_OF_PAGES) return false;
  report(slowPage, [...alert.origin.path, "for"], { wait: printDuration(alert.for) });
  return true;
}

/** Whether a part of the condition ends before the alert fires. */
function checkLife({ alert, expression }: Conditioned, report: Report): boolean {
  for (const part of [...conjuncts(expression.authored.expr), ...news(expression.authored.expr)]) {
    const life = lifeOf(part);
    if (life === undefined || life > alert.for) continue;
    const data = { wait: printDuration(alert.for), part: print(part), life: printDuration(life) };
    report(forUnreachable, [...alert.origin.path, "for"], data);
    return true;
  }
  return false;
}

function news(expr: Expr): readonly Expr[] {
  if (expr.kind === "paren") return news(expr.expr);
  return expr.kind === "binary" && expr.operator === "unless" ? [expr] : [];
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Functions of the clock: their lowest value, how many they have, and how long each lasts. */
const CLOCK: Readonly<Record<string, { readonly first: number; readonly count: number; readonly each: number }>> = {
  minute: { first: 0, count: 60, each: MINUTE },
  hour: { first: 0, count: 24, each: HOUR },
  day_of_week: { first: 0, count: 7, each: DAY },
};

/** How long an expression holds without a gap at most; undefined where nothing bounds it. */
function lifeOf(expr: Expr): number | undefined {
  if (expr.kind === "paren") return lifeOf(expr.expr);
  if (expr.kind !== "binary") return undefined;
  return expr.operator === "unless" ? lifeOfNews(expr) : lifeByClock(expr);
}

// What wasn't so a while ago is new for that while.
function lifeOfNews({ left, right }: Binary): number | undefined {
  const ago = new Set<number>();
  const now = map(right, (node) => {
    if (node.kind !== "selector") return node;
    ago.add(node.offset ?? 0);
    const { offset: _offset, ...rest } = node;
    return rest;
  });
  const [only, ...others] = ago;
  if (only === undefined || others.length > 0 || only <= 0) return undefined;
  return print(canonical(now)) === print(canonical(left)) ? only : undefined;
}

const HOLDS: Readonly<Record<ComparisonOperator, (value: number, bound: number) => boolean>> = {
  ">": (value, bound) => value > bound,
  ">=": (value, bound) => value >= bound,
  "<": (value, bound) => value < bound,
  "<=": (value, bound) => value <= bound,
  "==": (value, bound) => value === bound,
  "!=": (value, bound) => value !== bound,
};

function lifeByClock(expr: Binary): number | undefined {
  const chain = comparisonsOf(expr);
  const clock = CLOCK[clockOf(chain.at(-1)?.left) ?? ""];
  if (clock === undefined) return undefined;
  const holds = Array.from({ length: clock.count }, (_, index) =>
    chain.every(({ operator, bound }) => HOLDS[operator](clock.first + index, bound)),
  );
  return holds.includes(false) ? longestRun([...holds, ...holds]) * clock.each : undefined;
}

// `hour() >= 8 < 18` is a comparison of a comparison.
function comparisonsOf(expr: Expr): readonly Comparison[] {
  if (expr.kind === "paren") return comparisonsOf(expr.expr);
  if (expr.kind !== "binary" || !isComparison(expr.operator) || expr.bool === true) return [];
  const comparison = comparisonOf(expr);
  return comparison === undefined ? [] : [comparison, ...comparisonsOf(comparison.left)];
}

function clockOf(expr: Expr | undefined): string | undefined {
  return expr?.kind === "call" && expr.args.length === 0 ? expr.name : undefined;
}

function longestRun(holds: readonly boolean[]): number {
  let [longest, run] = [0, 0];
  for (const one of holds) {
    run = one ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** How many windows in a row are too many, for functions that count events and for those that take a mean of them. */
const MOST_OF_EVENTS = 3;
const MOST_OF_MEANS = 30;

const COUNTING = new Set(["increase", "changes", "resets"]);
const AVERAGING = new Set([
  ...["rate", "irate", "delta", "deriv"],
  ...["avg_over_time", "sum_over_time", "max_over_time", "min_over_time", "quantile_over_time"],
]);

function checkWindow({ alert, expression }: Conditioned, recorded: Recorded, report: Report): void {
  const main = mainComparison(expression.authored.expr);
  if (main === undefined) return;
  const [longest] = windowsIn(main.left, recorded).sort((a, b) => b.window - a.window);
  if (longest === undefined) return;
  const counts = COUNTING.has(longest.call) || (longest.call.endsWith("rate") && main.bound === 0);
  const isUp = main.operator === ">" || main.operator === ">=";
  const most = counts && isUp ? MOST_OF_EVENTS : MOST_OF_MEANS;
  const windows = Math.floor(alert.for / longest.window);
  if (alert.for <= most * longest.window) return;
  const data = { wait: printDuration(alert.for), window: printDuration(longest.window), windows, call: longest.call };
  report(forOutlivesWindow, [...alert.origin.path, "for"], data);
}

interface Windowed {
  readonly call: string;
  readonly window: number;
}

function windowsIn(expr: Expr, recorded: Recorded): Windowed[] {
  const found: Windowed[] = [];
  walk(expr, (node) => {
    if (node.kind === "call") found.push(...windowOf(node));
    const source = node.kind === "selector" ? recorded.get(node.metric ?? "") : undefined;
    if (source !== undefined) found.push(...windowsIn(source, recorded));
    if (node.kind !== "binary" || node.operator !== "or") return undefined;
    found.push(...ofBoth(windowsIn(node.left, recorded), windowsIn(node.right, recorded)));
    return false;
  });
  return found;
}

// What holds without any window on one side may hold as long as it likes.
function ofBoth(left: readonly Windowed[], right: readonly Windowed[]): readonly Windowed[] {
  return left.length > 0 && right.length > 0 ? [...left, ...right] : [];
}

function windowOf({ name, args }: Call): Windowed[] {
  const argument = args.at(-1);
  const isKnown = COUNTING.has(name) || AVERAGING.has(name);
  const window = argument?.kind === "selector" || argument?.kind === "subquery" ? argument.range : undefined;
  return isKnown && window !== undefined ? [{ call: name, window }] : [];
}
