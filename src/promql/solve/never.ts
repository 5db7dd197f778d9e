import type { Binary, Call, Expr, Matching, Selector, Subquery } from "../syntax/ast.ts";
import { typeOf } from "../syntax/check.ts";
import { isComparison, isSetOperator } from "../syntax/precedence.ts";
import { print } from "../syntax/print.ts";
import type { Range } from "../types/catalogue.ts";
import { contradictionIn } from "../types/contradiction.ts";
import { infer } from "../types/infer.ts";
import { finds } from "./cells.ts";
import { canMeet, type Shape, type Shapes, seriesIn, shapesOf } from "./shapes.ts";
import type { Stage } from "./stage.ts";
import { plainly, quoted, type Title } from "./title.ts";

/** Why an expression never has a result, whatever the series are; undefined where it may have one. */
export function neverOf(stage: Stage, expr: Expr): Title | undefined {
  return new Reader(stage).never(expr, { offset: 0, range: 0, isInlined: false });
}

/** Whether the two sides of an operator never have results that it matches with each other. */
export function neverMeet(stage: Stage, { left, right, matching }: Binary): boolean {
  const sides = shapesOfBoth(stage, left, right);
  return sides !== undefined && !meet(sides, matching);
}

/** What is known of the labels on both sides of an operator. */
interface Sides {
  readonly here: readonly Shape[];
  readonly there: readonly Shape[];
}

function shapesOfBoth(stage: Stage, left: Expr, right: Expr): Sides | undefined {
  if (typeOf(left) === "scalar" || typeOf(right) === "scalar") return undefined;
  const selected = (selector: Selector): Shapes => selectedShapes(stage, selector);
  const here = shapesOf(stage.slice.inlined(left), selected);
  const there = here && shapesOf(stage.slice.inlined(right), selected);
  return here && there && { here, there };
}

function meet({ here, there }: Sides, matching: Matching | undefined): boolean {
  return here.some((one) => there.some((other) => canMeet(one, other, matching)));
}

// The labels of a metric that is declared are known, and what the selector says of their values.
function selectedShapes({ problem, cells }: Stage, { metric, matchers }: Selector): Shapes {
  const declared = problem.catalogue.get(metric ?? "");
  if (metric === undefined || declared === undefined) return undefined;
  const asked = matchers.filter(({ label }) => label !== "le");
  const found = cells.filter(
    ({ family, labels }) => family.names.includes(metric) && finds({ text: "", matchers: asked }, labels),
  );
  if (found.length === 0) return undefined;
  return found.map(({ labels }) => {
    const names = Object.entries(labels).flatMap(([name, value]) => (value === "" ? [] : [name]));
    const all = declared.type === "bucket" ? [...names, "le"] : names;
    return new Map(all.map((name) => [name, matchers.filter(({ label }) => label === name)]));
  });
}

/** How far back an expression is asked for, and whether recorded metrics are replaced by what they record. */
interface Distance {
  readonly offset: number;
  readonly range: number;
  readonly isInlined: boolean;
}

/** How far Prometheus looks back for the newest sample. */
const LOOKBACK_MS = 300_000;

class Reader {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  never(expr: Expr, distance: Distance): Title | undefined {
    switch (expr.kind) {
      case "number":
      case "string":
        return undefined;
      case "selector":
        return this.#selected(expr, distance);
      case "binary":
        return this.#binary(expr, distance);
      case "call":
        return this.#call(expr, distance);
      case "subquery":
        return this.#subquery(expr, distance);
      default:
        return this.never(expr.expr, distance);
    }
  }

  #subquery({ expr, range, offset = 0, at }: Subquery, distance: Distance): Title | undefined {
    if (at !== undefined) return undefined;
    return this.never(expr, { ...distance, offset: distance.offset + offset, range: distance.range + range });
  }

  // Rules are evaluated now, and what is yet to come has no samples.
  #selected(selector: Selector, distance: Distance): Title | undefined {
    const inlined = distance.isInlined ? selector : this.#stage.slice.inlined(selector);
    if (inlined !== selector) return this.never(inlined, { ...distance, isInlined: true });
    const ahead = -distance.offset - (selector.offset ?? 0);
    const isAhead = ahead >= distance.range + (selector.range ?? LOOKBACK_MS);
    if (selector.at !== undefined || !isAhead) return undefined;
    return [quoted(selector), { text: " looks at what is yet to come, where no samples are" }];
  }

  #call(call: Call, distance: Distance): Title | undefined {
    const series = call.name.startsWith("absent") ? undefined : seriesIn(call);
    return series && this.never(series, distance);
  }

  #binary(expr: Binary, distance: Distance): Title | undefined {
    const { operator, left, right, fill } = expr;
    const first = this.never(left, distance);
    if (operator === "unless") return first ?? itselfTaken(expr);
    const second = this.never(right, distance);
    if (operator === "or") return first && second && first;
    return fill ? undefined : (first ?? second ?? this.#between(expr));
  }

  #between(expr: Binary): Title | undefined {
    return this.#outOfRange(expr) ?? contradicting(expr) ?? this.#apart(expr);
  }

  // What the declared ranges leave of the left side, against the bound.
  #outOfRange({ left, operator, right, bool }: Binary): Title | undefined {
    if (!isComparison(operator) || bool) return undefined;
    const { catalogue } = this.#stage.problem;
    const [value, bound] = [infer(left, catalogue).range, infer(right, catalogue).range];
    if (!isNever(operator, value, bound)) return undefined;
    const range = `${value.from} and ${value.to}`;
    return [quoted(left), { text: ` stays within ${range}, so it is never ${operator} ` }, quoted(right)];
  }

  #apart({ left, operator, right, matching }: Binary): Title | undefined {
    const sides = shapesOfBoth(this.#stage, left, right);
    if (sides === undefined || meet(sides, matching)) return undefined;
    const sign = isSetOperator(operator) ? `"${operator}"` : operator;
    const [here, there] = [sides.here, sides.there].map(([shape]) => (shape ? named(shape) : "nothing"));
    return plainly(`the two sides of ${sign} never match: the left one has the labels ${here}, the right one ${there}`);
  }
}

function contradicting(expr: Expr): Title | undefined {
  const asked = contradictionIn(expr);
  return asked && [quoted(asked), { text: " can't be all that is asked of it at once" }];
}

// Whatever labels are matched, each series on the left is on the right as well.
function itselfTaken({ left, right }: Binary): Title | undefined {
  return print(left) === print(right) ? [quoted(left), { text: " is taken away from itself" }] : undefined;
}

function named(shape: Shape): string {
  return `{${[...shape.keys()].sort().join(", ")}}`;
}

function isNever(operator: string, value: Range, bound: Range): boolean {
  const never: Readonly<Record<string, boolean>> = {
    ">": value.to <= bound.from,
    ">=": value.to < bound.from,
    "<": value.from >= bound.to,
    "<=": value.from > bound.to,
    "==": value.to < bound.from || value.from > bound.to,
  };
  return never[operator] ?? false;
}
