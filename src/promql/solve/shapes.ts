import type { Aggregation, Binary, Call, Expr, Grouping, Matcher, Matching, Selector } from "../syntax/ast.ts";
import { typeOf } from "../syntax/check.ts";
import { matches } from "../syntax/check-selector.ts";
import { isSetOperator } from "../syntax/precedence.ts";

/** The names of a result's labels, each with all that is asked of its value. */
export type Shape = ReadonlyMap<string, readonly Matcher[]>;

/** All shapes that results can have, none where there is never a result; undefined where they aren't known. */
export type Shapes = readonly Shape[] | undefined;

const NAMELESS: Shape = new Map();

/** More shapes than this are not told apart. */
const MOST_SHAPES = 24;

/** The shapes of an expression's results. `selected`: those of what a selector finds. */
export function shapesOf(expr: Expr, selected: (selector: Selector) => Shapes): Shapes {
  const of = (part: Expr): Shapes => shapesOf(part, selected);
  switch (expr.kind) {
    case "number":
    case "string":
      return [NAMELESS];
    case "selector":
      return selected(expr);
    case "binary":
      return distinct(ofBinary(expr, of));
    case "call":
      return distinct(ofCall(expr, of));
    case "aggregation":
      return distinct(ofAggregation(expr, of));
    default:
      return of(expr.expr);
  }
}

function distinct(shapes: Shapes): Shapes {
  if (shapes === undefined) return undefined;
  const known = [...new Map(shapes.map((shape) => [JSON.stringify([...shape].sort()), shape])).values()];
  return known.length > MOST_SHAPES ? undefined : known;
}

/** Whether two results are matched with each other by an operator. */
export function canMeet(one: Shape, other: Shape, matching: Matching | undefined): boolean {
  return met(one, other, matching) !== undefined;
}

/** What is known of the labels that two results are matched by; undefined where they never are. */
function met(one: Shape, other: Shape, matching: Matching | undefined): Shape | undefined {
  const [mine, theirs] = [keyed(one, matching), keyed(other, matching)];
  if (mine.size !== theirs.size) return undefined;
  const both = new Map<string, readonly Matcher[]>();
  for (const [name, asked] of mine) {
    const others = theirs.get(name);
    if (others === undefined || contradict([...asked, ...others])) return undefined;
    both.set(name, [...asked, ...others]);
  }
  return both;
}

function keyed(shape: Shape, matching: Matching | undefined): Shape {
  if (!matching) return shape;
  return kept(shape, (name) => matching.labels.includes(name) === (matching.kind === "on"));
}

function kept(shape: Shape, isKept: (name: string) => boolean): Shape {
  return new Map([...shape].filter(([name]) => isKept(name)));
}

// A value that is asked for says whether the rest holds.
function contradict(asked: readonly Matcher[]): boolean {
  const exact = asked.find(({ operator }) => operator === "=");
  return exact !== undefined && !asked.every((matcher) => matches(matcher, exact.value));
}

function ofBinary(expr: Binary, of: (part: Expr) => Shapes): Shapes {
  const { operator, left, right } = expr;
  if (typeOf(left) === "scalar") return of(right);
  if (typeOf(right) === "scalar" || operator === "unless") return of(left);
  const [here, there] = [of(left), of(right)];
  if (operator === "or") return here && there && [...here, ...there];
  return expr.fill ? undefined : ofBoth(expr, here, there);
}

function ofBoth(expr: Binary, here: Shapes, there: Shapes): Shapes {
  if (here?.length === 0 || there?.length === 0) return [];
  if (there === undefined) return expr.operator === "and" ? here : undefined;
  return here?.flatMap((one) => there.flatMap((other) => joined(one, other, expr) ?? []));
}

function joined(one: Shape, other: Shape, { operator, matching }: Binary): Shape | undefined {
  const keys = met(one, other, matching);
  if (keys === undefined) return undefined;
  if (isSetOperator(operator)) return new Map([...one, ...keys]);
  const group = matching?.group;
  if (group === undefined) return keys;
  const [many, few] = group.side === "left" ? [one, other] : [other, one];
  const included = kept(few, (name) => group.include.includes(name));
  return new Map([...kept(many, (name) => !group.include.includes(name)), ...included, ...keys]);
}

const SELECTING = new Set(["topk", "bottomk", "limitk", "limit_ratio"]);

function ofAggregation({ operator, grouping, parameter, expr }: Aggregation, of: (part: Expr) => Shapes): Shapes {
  const inner = of(expr);
  if (SELECTING.has(operator)) return inner;
  const grouped = groupedBy(inner, grouping);
  if (operator !== "count_values" || parameter === undefined) return grouped;
  return grouped?.map((shape) => new Map([...shape, [textOf(parameter), []]]));
}

// Without labels there is one result, whatever there is.
function groupedBy(inner: Shapes, grouping: Grouping | undefined): Shapes {
  if (grouping === undefined) return inner?.length === 0 ? [] : [NAMELESS];
  const isBy = grouping.kind === "by";
  return inner?.map((shape) => kept(shape, (name) => grouping.labels.includes(name) === isBy));
}

/** Functions that add labels which only a server knows. */
const ADDING = new Set(["info", "histogram_quantiles"]);

function ofCall(call: Call, of: (part: Expr) => Shapes): Shapes {
  if (call.name.startsWith("absent")) return [absentShape(call)];
  if (ADDING.has(call.name)) return undefined;
  const series = seriesIn(call);
  return series === undefined ? [NAMELESS] : of(series)?.flatMap((shape) => called(shape, call));
}

/** The argument whose series a function answers for, one by one. */
export function seriesIn(call: Call): Expr | undefined {
  if (typeOf(call) === "scalar") return undefined;
  return call.args.find((argument) => ["vector", "matrix"].includes(typeOf(argument)));
}

function called(shape: Shape, call: Call): readonly Shape[] {
  if (call.name.startsWith("histogram_")) return [kept(shape, (name) => name !== "le")];
  return call.name.startsWith("label_") ? relabelled(shape, call) : [shape];
}

/** What is absent has the labels that its selector asks for one value of. */
function absentShape({ args: [argument] }: Call): Shape {
  const asked = argument?.kind === "selector" ? argument.matchers : [];
  const isOnly = ({ label }: Matcher): boolean => asked.filter((one) => one.label === label).length === 1;
  const exact = asked.filter(({ operator, value, label }) => operator === "=" && value !== "" && label !== "__name__");
  return new Map(exact.filter(isOnly).map((matcher) => [matcher.label, [matcher]]));
}

const ANY_VALUE = new Set([".*", "(.*)"]);

// label_replace(v, name, replacement, source, regex) and label_join(v, name, separator, source…)
function relabelled(shape: Shape, { name, args }: Call): readonly Shape[] {
  const [label = "", replacement = "", source, regex = ""] = args.slice(1).map(textOf);
  const rest = kept(shape, (one) => one !== label);
  const written = new Map([...rest, [label, []]]);
  if (name === "label_join") return [rest, written];
  const isAlways = regex === "" ? source === "" : ANY_VALUE.has(regex);
  return isAlways ? replaced(rest, label, replacement) : [shape, rest, written];
}

function replaced(rest: Shape, label: string, replacement: string): readonly Shape[] {
  if (replacement === "") return [rest];
  const written = (asked: readonly Matcher[]): Shape => new Map([...rest, [label, asked]]);
  if (!replacement.includes("$")) return [written([{ label, operator: "=", value: replacement }])];
  const isThere = replacement.replace(/\$(?:\w+|\{\w+\})/g, "") !== "";
  return isThere ? [written([])] : [rest, written([])];
}

function textOf(expr: Expr): string {
  if (expr.kind === "paren") return textOf(expr.expr);
  return expr.kind === "string" ? expr.value : "";
}
