import type { Binary } from "../syntax/ast.ts";
import type { Compiled, Context, ScalarNode, VectorNode } from "./context.ts";
import { type LabelPool, type Labels, remembered } from "./labels.ts";
import { signature } from "./matching.ts";
import { arithmetic, comparisons } from "./operators.ts";
import { fail, Samples, unsupported } from "./outcome.ts";
import { setNode } from "./set-operators.ts";

/** What an operator makes of two numbers: a new one, or undefined where a comparison filters the sample out. */
type Combine = (left: number, right: number) => number | undefined;

/** An operator, and whether its results lose the metric's name. */
interface Operation {
  readonly combine: Combine;
  readonly dropsName: boolean;
}

function operationOf(expr: Binary, kept: "left" | "right"): Operation {
  const compute = arithmetic.get(expr.operator);
  if (compute) return { combine: compute, dropsName: true };
  const holds = comparisons.get(expr.operator) ?? unsupported(`operator ${expr.operator}`);
  if (expr.bool) return { combine: (left, right) => (holds(left, right) ? 1 : 0), dropsName: true };
  return {
    combine: (left, right) => (holds(left, right) ? (kept === "left" ? left : right) : undefined),
    dropsName: false,
  };
}

/** An operator between two compiled operands. */
export function binaryNode(expr: Binary, left: Compiled, right: Compiled, context: Context): ScalarNode | VectorNode {
  if (left.type === "vector") return leftVector(expr, left, right, context);
  if (left.type !== "scalar") return fail("an operator takes scalars and instant vectors");
  if (right.type === "scalar") return twoScalars(expr, left, right);
  if (right.type !== "vector") return fail("an operator takes scalars and instant vectors");
  const operation = operationOf(expr, "right");
  return withScalar(right, operation, (value, now) => operation.combine(left.at(now), value), context);
}

function twoScalars(expr: Binary, left: ScalarNode, right: ScalarNode): ScalarNode {
  const { combine } = operationOf({ ...expr, bool: true }, "left");
  return { type: "scalar", at: (now) => combine(left.at(now), right.at(now)) ?? 0 };
}

function leftVector(expr: Binary, left: VectorNode, right: Compiled, context: Context): VectorNode {
  if (right.type === "vector") return setNode(expr, left, right, context) ?? matchedNode(expr, left, right, context);
  if (right.type !== "scalar") return fail("an operator takes scalars and instant vectors");
  const operation = operationOf(expr, "left");
  return withScalar(left, operation, (value, now) => operation.combine(value, right.at(now)), context);
}

function withScalar(
  vector: VectorNode,
  operation: Operation,
  combine: (value: number, now: number) => number | undefined,
  context: Context,
): VectorNode {
  const labelsOf = operation.dropsName ? context.pool.withoutName : (labels: Labels) => labels;
  return {
    type: "vector",
    at: (now) => {
      const samples = vector.at(now);
      const result = new Samples();
      for (const [index, labels] of samples.labels.entries()) {
        const value = combine(samples.value(index), now);
        if (value !== undefined) result.push(labelsOf(labels), value);
      }
      return operation.dropsName ? result.unique() : result;
    },
  };
}

/** The labels of a result, from those of its "many" (or left) and "one" (or right) side. */
function resultLabels(expr: Binary, dropsName: boolean, pool: LabelPool): (many: Labels, one: Labels) => Labels {
  const { matching } = expr;
  const named = matching?.labels ?? [];
  const matched = matching?.kind === "on" ? pool.only(named) : pool.without(named);
  const include = matching?.group?.include ?? [];
  const ofMany = (labels: Labels): Labels => {
    const nameless = dropsName ? pool.withoutName(labels) : labels;
    return matching?.group ? nameless : matched(nameless);
  };
  if (include.length === 0) return (many) => ofMany(many);
  const withIncluded = remembered((many) =>
    remembered((one) => pool.of([...ofMany(many).entries(), ...include.map((name) => [name, one.get(name)] as const)])),
  );
  return (many, one) => withIncluded(many)(one);
}

/** Each signature's sample on the side that must have one. */
function oneSide(samples: Samples, sign: (labels: Labels) => Labels): Map<Labels, number> {
  const found = new Map<Labels, number>();
  for (const [index, labels] of samples.labels.entries()) {
    const key = sign(labels);
    if (found.has(key)) {
      fail(`found duplicate series for the match group ${key}: many-to-many matching not allowed`);
    }
    found.set(key, index);
  }
  return found;
}

function matchedNode(expr: Binary, left: VectorNode, right: VectorNode, context: Context): VectorNode {
  const swapped = expr.matching?.group?.side === "right";
  const { combine, dropsName } = operationOf(expr, "left");
  const sign = signature(expr.matching, context.pool);
  const labelsOf = resultLabels(expr, dropsName, context.pool);
  const [manySide, otherSide] = swapped ? [right, left] : [left, right];
  const isGrouped = expr.matching?.group !== undefined;
  return {
    type: "vector",
    at: (now) => {
      const [many, one] = [manySide.at(now), otherSide.at(now)];
      const result = new Samples();
      if (many.length === 0 || one.length === 0) return result;
      const partners = oneSide(one, sign);
      const taken = new Map<Labels, Set<Labels>>();
      for (const [index, labels] of many.labels.entries()) {
        const key = sign(labels);
        const partner = partners.get(key);
        const partnerLabels = partner === undefined ? undefined : one.labels[partner];
        if (partner === undefined || !partnerLabels) continue;
        const [value, other] = [many.value(index), one.value(partner)];
        const combined = swapped ? combine(other, value) : combine(value, other);
        const made = labelsOf(labels, partnerLabels);
        claim(taken, key, made, isGrouped);
        if (combined !== undefined) result.push(made, combined);
      }
      return result.unique();
    },
  };
}

/** A match may be used once; with group_left or group_right once for each result. */
function claim(taken: Map<Labels, Set<Labels>>, key: Labels, made: Labels, isGrouped: boolean): void {
  const used = taken.get(key);
  if (!used) taken.set(key, new Set([made]));
  else if (!isGrouped)
    fail("multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)");
  else if (used.has(made)) fail("multiple matches for labels: grouping labels must ensure unique matches");
  else used.add(made);
}
