import { evaluate } from "../evaluate/evaluate.ts";
import type { Expr } from "../syntax/ast.ts";
import { isSetOperator } from "../syntax/precedence.ts";
import { print } from "../syntax/print.ts";
import { walk } from "../syntax/walk.ts";
import { infer } from "../types/infer.ts";
import type { Comparison, Term } from "./condition.ts";
import { fulfil, type Unmet } from "./fulfil.ts";
import type { Unsolvable } from "./problem.ts";
import type { Stage } from "./stage.ts";

/** Says why no values were found: what can never hold, or what the solver was not able to do. */
export function reasonOf(stage: Stage, terms: readonly Term[], unmet: Unmet): Unsolvable {
  const { alert } = stage.problem.alert;
  const atoms = new Set(terms.flat().map(({ atom }) => atom));
  const comparisons = [...atoms].filter((atom) => atom.kind === "comparison");
  const impossible = terms.length === 1 ? comparisons.map((atom) => outOfRange(atom, stage)) : [];
  const never =
    impossible.find((reason) => reason !== undefined) ??
    (unmet.unmet === "labels" ? mismatchOf(stage, terms) : undefined);
  if (never !== undefined) return { kind: "unsatisfiable", alert, reason: never };
  return { kind: "unproven", alert, reason: unprovenReason(stage, comparisons, unmet) };
}

function unprovenReason(stage: Stage, comparisons: readonly Comparison[], { unmet, detail }: Unmet): string {
  if (unmet === "evaluation") return detail;
  if (unmet === "labels") return "each comparison can hold, but the condition gave no result when all of them did";
  const alone = comparisons.find(
    (atom) => "unmet" in fulfil(stage, { literals: [{ atom, holds: true }], holds: undefined }),
  );
  const [only, ...others] = comparisons;
  if (others.length > 0 && alone === undefined) {
    return "no values were found for which all of its comparisons hold together";
  }
  const what = alone ?? only;
  return `no values were found for which ${what ? printed(what.expr) : "the condition"} holds`;
}

// What the declared ranges leave of the left side, against a bound that is a number.
function outOfRange(atom: Comparison, { problem }: Stage): string | undefined {
  const { left, right } = atom.expr;
  const [value, bound] = [infer(left, problem.catalogue).range, infer(right, problem.catalogue).range];
  const never: Readonly<Record<string, boolean>> = {
    ">": value.to <= bound.from,
    ">=": value.to < bound.from,
    "<": value.from >= bound.to,
    "<=": value.from > bound.to,
    "==": value.to < bound.from || value.from > bound.to,
  };
  if (!never[atom.operator]) return undefined;
  return `${printed(left)} stays within ${value.from} and ${value.to}, so it is never ${atom.operator} ${printed(right)}`;
}

// Two sides that both have series, none of which carry the same labels.
function mismatchOf(stage: Stage, terms: readonly Term[]): string | undefined {
  const literals = (terms[0] ?? []).filter(({ atom }) => atom.kind === "comparison");
  const parts = fulfil(stage, { literals, holds: undefined });
  if ("unmet" in parts) return undefined;
  const labels = (expr: Expr): string | undefined => {
    const outcome = evaluate(expr, parts.scene.world.storage, stage.grid.momentMs, stage.options);
    const first = outcome.kind === "vector" ? outcome.labels[0] : undefined;
    if (!first) return undefined;
    return `{${first
      .entries()
      .flatMap(([name]) => (name === "__name__" ? [] : [name]))
      .join(", ")}}`;
  };
  let found: string | undefined;
  walk(stage.inlined, (node) => {
    if (node.kind !== "binary" || node.operator === "or" || node.operator === "unless") return;
    const [left, right] = [labels(node.left), labels(node.right)];
    if (left === undefined || right === undefined || labels(node) !== undefined) return;
    const operator = isSetOperator(node.operator) ? `"${node.operator}"` : node.operator;
    found = `the two sides of ${operator} never match: the left one has the labels ${left}, the right one ${right}`;
  });
  return found;
}

function printed(expr: Expr): string {
  const text = print(expr);
  return text.length <= 120 ? text : `${text.slice(0, 117)}…`;
}
