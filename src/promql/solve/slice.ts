import { grouped } from "../../values/grouped.ts";
import type { RecordingRule } from "../evaluate/rules.ts";
import type { Expr, Selector, Subquery } from "../syntax/ast.ts";
import { matches } from "../syntax/check-selector.ts";
import { map, walk } from "../syntax/walk.ts";

/** How far back an expression reads a scraped metric: the window (now − offset − range, now − offset]. */
export interface Reach {
  readonly selector: Selector;
  readonly offset: number;
  readonly range: number;
  /** The selector's own window: shorter than the range inside a subquery; 0 where there is none. */
  readonly window: number;
}

/** An alert's expression with all that it depends on. */
export interface Slice {
  /** The recording rules that it needs, in order of evaluation. */
  readonly recordings: readonly RecordingRule[];
  /** Selectors of scraped metrics, each with its distance in time. */
  readonly reaches: readonly Reach[];
  /** Selectors of recorded metrics in the alert and in what it needs. */
  readonly recorded: readonly Selector[];
  /** Steps that subqueries name, in milliseconds. */
  readonly steps: readonly number[];
  /** The expression with recorded metrics replaced by what they record; only scraped metrics are left. */
  readonly inlined: (expr: Expr) => Expr;
  /** What is recorded under the name that a selector asks for. */
  readonly bodies: (selector: Selector) => readonly Expr[];
}

/** Follows an expression through the recording rules that it reads. */
export function sliceOf(expr: Expr, all: readonly RecordingRule[]): Slice {
  const byName = grouped(all, ({ record }) => record);
  const needed = new Set<RecordingRule>();
  const recorded: Selector[] = [];
  const steps: number[] = [];
  const follow = (part: Expr): void =>
    walk(part, (node) => {
      if (node.kind === "subquery" && node.step !== undefined) steps.push(node.step);
      if (node.kind !== "selector" || node.metric === undefined) return;
      const rules = byName.get(node.metric);
      if (rules) recorded.push(node);
      for (const rule of rules ?? []) {
        if (needed.has(rule)) continue;
        needed.add(rule);
        follow(rule.expr);
      }
    });
  follow(expr);
  const inlined = (part: Expr): Expr => inline(part, byName, 0);
  return {
    recordings: all.filter((rule) => needed.has(rule)),
    reaches: reachesOf(inlined(expr)),
    recorded,
    steps,
    inlined,
    bodies: ({ metric }) => (byName.get(metric ?? "") ?? []).map((rule) => rule.expr),
  };
}

const DEEPEST = 20;

function inline(expr: Expr, byName: ReadonlyMap<string, readonly RecordingRule[]>, depth: number): Expr {
  return map(expr, (node) => {
    const rules = node.kind === "selector" && node.metric !== undefined ? byName.get(node.metric) : undefined;
    if (node.kind !== "selector" || !rules || depth > DEEPEST) return node;
    const bodies = rules
      .filter(({ labels = {} }) =>
        node.matchers.every((one) => !(one.label in labels) || matches(one, String(labels[one.label]))),
      )
      .map((rule) => labelled(inline(rule.expr, byName, depth + 1), rule.labels ?? {}));
    const [first, ...rest] = bodies;
    if (first === undefined) return node;
    const union = rest.reduce<Expr>((left, right) => ({ kind: "binary", operator: "or", left, right }), first);
    const whole: Expr = node.range === undefined ? union : subqueryOf(union, node.range);
    return node.offset ? later(whole, node.offset) : whole;
  });
}

function labelled(expr: Expr, labels: Readonly<Record<string, string>>): Expr {
  const text = (value: string): Expr => ({ kind: "string", value });
  return Object.entries(labels).reduce<Expr>(
    (inner, [name, value]) => ({
      kind: "call",
      name: "label_replace",
      args: [inner, text(name), text(value.replaceAll("$", "$$$$")), text(""), text("")],
    }),
    expr,
  );
}

function subqueryOf(expr: Expr, range: number): Subquery {
  return { kind: "subquery", expr, range };
}

// Moves every selector into the past; a subquery moves as a whole.
function later(expr: Expr, offset: number): Expr {
  if (expr.kind === "subquery") return { ...expr, offset: (expr.offset ?? 0) + offset };
  if (expr.kind === "selector") return { ...expr, offset: (expr.offset ?? 0) + offset };
  if (expr.kind === "binary") return { ...expr, left: later(expr.left, offset), right: later(expr.right, offset) };
  if (expr.kind === "call") return { ...expr, args: expr.args.map((argument) => later(argument, offset)) };
  if (expr.kind === "number" || expr.kind === "string") return expr;
  return { ...expr, expr: later(expr.expr, offset) };
}

function reachesOf(expr: Expr): readonly Reach[] {
  const found: Reach[] = [];
  const visit = (part: Expr, offset: number, range: number): void =>
    walk(part, (node) => {
      if (node.kind === "selector") {
        const window = node.range ?? 0;
        found.push({ selector: node, offset: offset + (node.offset ?? 0), range: range + window, window });
      }
      if (node.kind !== "subquery") return true;
      visit(node.expr, offset + (node.offset ?? 0), range + node.range);
      return false;
    });
  visit(expr, 0, 0);
  return found;
}
