import { evaluate } from "../evaluate/evaluate.ts";
import { type Labels, metricName } from "../evaluate/labels.ts";
import type { Storage } from "../evaluate/storage.ts";
import type { Binary, Expr } from "../syntax/ast.ts";
import { isSetOperator } from "../syntax/precedence.ts";
import { selectors, walk } from "../syntax/walk.ts";
import type { Stage } from "./stage.ts";
import { plainly, type Title } from "./title.ts";

/** Two sides of an operator that both have series, and can never have any with the same labels; undefined where there are none. */
export function mismatchOf(stage: Stage, storage: Storage): Title | undefined {
  const labels = (expr: Expr): readonly Labels[] => {
    const outcome = evaluate(expr, storage, stage.grid.momentMs, stage.options);
    return outcome.kind === "vector" ? outcome.labels : [];
  };
  let found: string | undefined;
  walk(stage.inlined, (node) => {
    if (mayBeMissing(node)) return false;
    if (node.kind === "binary") found = mismatchAt(node, labels) ?? found;
    return true;
  });
  return found === undefined ? undefined : plainly(found);
}

type LabelsOf = (expr: Expr) => readonly Labels[];

// What is inside these may be missing without harm.
function mayBeMissing(node: Expr): boolean {
  if (node.kind === "call") return node.name.startsWith("absent");
  return node.kind === "binary" && (node.operator === "or" || node.operator === "unless");
}

function mismatchAt(node: Binary, labels: LabelsOf): string | undefined {
  const [left, right] = [labels(node.left), labels(node.right)];
  const [one, other] = [left[0], right[0]];
  if (!one || !other || labels(node).length > 0 || !neverMatch(node, left, right)) return undefined;
  const operator = isSetOperator(node.operator) ? `"${node.operator}"` : node.operator;
  return `the two sides of ${operator} never match: the left one has the labels ${named(one)}, the right one ${named(other)}`;
}

function named(labels: Labels): string {
  return `{${[...namesOf(labels)].join(", ")}}`;
}

function namesOf(labels: Labels): readonly string[] {
  return labels.entries().flatMap(([name]) => (name === metricName ? [] : [name]));
}

// Other series could have other values, but neither other labels nor other values where matchers ask for one.
function neverMatch(node: Binary, left: readonly Labels[], right: readonly Labels[]): boolean {
  if (!isPlain(node.left) || !isPlain(node.right)) return false;
  return left.every((one) => right.every((other) => differInNames(node, one, other) || differInPins(node, one, other)));
}

/** Whether all results have the labels that some have: nothing is joined that has others, and no labels are made. */
function isPlain(expr: Expr): boolean {
  let isPlain = true;
  walk(expr, (node) => {
    if (node.kind === "binary" && node.operator === "or") isPlain = false;
    if (node.kind === "call" && /^(?:label_|absent)/.test(node.name)) isPlain = false;
    if (node.kind === "aggregation" && node.operator === "count_values") isPlain = false;
  });
  return isPlain;
}

function keys({ matching }: Binary, labels: Labels): readonly string[] {
  const names = namesOf(labels);
  if (!matching) return names;
  return names.filter((name) => matching.labels.includes(name) === (matching.kind === "on"));
}

function differInNames(node: Binary, one: Labels, other: Labels): boolean {
  return keys(node, one).join() !== keys(node, other).join();
}

function differInPins(node: Binary, one: Labels, other: Labels): boolean {
  return keys(node, one).some((name) => {
    const [here, there] = [pinned(node.left, name), pinned(node.right, name)];
    return here !== undefined && there !== undefined && here !== there && one.get(name) !== other.get(name);
  });
}

/** The value that all selectors ask for. */
function pinned(expr: Expr, label: string): string | undefined {
  const values = selectors(expr).map(
    ({ matchers }) => matchers.find((one) => one.label === label && one.operator === "=")?.value,
  );
  const [first] = values;
  return values.every((value) => value === first) ? first : undefined;
}
