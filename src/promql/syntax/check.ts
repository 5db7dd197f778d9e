import type { Aggregation, Binary, Call, Expr, Selector, Span, Subquery, Unary } from "./ast.ts";
import { checkBinary } from "./check-binary.ts";
import { checkSelector } from "./check-selector.ts";
import type { SyntaxOptions } from "./cursor.ts";
import type { SemanticFinding } from "./finding.ts";
import { aggregations, functions, type Signature, type ValueType } from "./functions.ts";

/** What the checking Prometheus has turned on. */
export interface CheckOptions extends SyntaxOptions {
  /** `--enable-feature=promql-experimental-functions`. */
  readonly experimentalFunctions?: boolean;
}

/** Where a check puts its findings. */
export interface Checking extends CheckOptions {
  readonly report: (finding: SemanticFinding) => void;
}

/** A node's span as a finding takes it. */
export function at(node: { readonly span?: Span }): { span?: Span } {
  return node.span ? { span: node.span } : {};
}

/** Types that don't depend on what is inside. */
const fixedTypes = {
  number: "scalar",
  string: "string",
  subquery: "matrix",
  aggregation: "vector",
} as const;

function returnType({ name }: Call): ValueType {
  return functions.get(name)?.returns ?? "vector";
}

/** Trees don't change, and the types of long sums are asked for at each of their operators. */
const binaryTypes = new WeakMap<Binary, ValueType>();

function binaryType(expr: Binary): ValueType {
  const known = binaryTypes.get(expr);
  if (known) return known;
  const type = [expr.left, expr.right].every((side) => typeOf(side) === "scalar") ? "scalar" : "vector";
  binaryTypes.set(expr, type);
  return type;
}

/** The type of an expression. A call of an unknown function counts as a vector. */
export function typeOf(expr: Expr): ValueType {
  switch (expr.kind) {
    case "selector":
      return expr.range === undefined ? "vector" : "matrix";
    case "call":
      return returnType(expr);
    case "binary":
      return binaryType(expr);
    case "unary":
    case "paren":
      return typeOf(expr.expr);
    default:
      return fixedTypes[expr.kind];
  }
}

/** Everything that Prometheus 3.15 refuses in a tree, in the order of its text. */
export function check(expr: Expr, options: CheckOptions = {}): readonly SemanticFinding[] {
  const findings: SemanticFinding[] = [];
  visit(expr, { ...options, report: (finding) => findings.push(finding) });
  return findings;
}

function visit(expr: Expr, checking: Checking): ValueType {
  switch (expr.kind) {
    case "paren":
      return visit(expr.expr, checking);
    case "binary": {
      const [left, right] = [visit(expr.left, checking), visit(expr.right, checking)];
      checkBinary(expr, left, right, checking.report);
      return left === "scalar" && right === "scalar" ? "scalar" : "vector";
    }
    case "unary":
      return visitSigned(expr, checking);
    case "selector":
      visitSelector(expr, checking);
      break;
    case "number":
    case "string":
      break;
    default:
      visitOperation(expr, checking);
  }
  return typeOf(expr);
}

function visitOperation(expr: Call | Aggregation | Subquery, checking: Checking): void {
  if (expr.kind === "call") visitCall(expr, checking);
  else if (expr.kind === "aggregation") visitAggregation(expr, checking);
  else visitSubquery(expr, checking);
}

function visitSubquery(expr: Subquery, checking: Checking): void {
  const actual = visit(expr.expr, checking);
  if (actual !== "vector") checking.report({ kind: "subquery-type", actual, ...at(expr) });
  positive("range", expr, checking);
  positive("step", expr, checking);
}

function visitSigned(expr: Unary, checking: Checking): ValueType {
  const actual = visit(expr.expr, checking);
  if (actual !== "scalar" && actual !== "vector") {
    checking.report({ kind: "operand-type", operator: expr.operator, side: "only", actual, ...at(expr) });
  }
  return actual;
}

function visitSelector(selector: Selector, checking: Checking, mayBeEmpty = false): void {
  checkSelector(selector, checking.report, mayBeEmpty);
  positive("range", selector, checking);
}

/** A length that is computed is judged where the query runs. */
function positive(length: "range" | "step", expr: Selector | Subquery, checking: Checking): void {
  const milliseconds = lengthOf(expr, length);
  if (milliseconds === undefined || milliseconds > 0 || expr.computed?.[length]) return;
  checking.report({ kind: "bad-duration", text: `${milliseconds}ms`, problem: "not-positive", ...at(expr) });
}

function lengthOf(expr: Selector | Subquery, length: "range" | "step"): number | undefined {
  if (length === "range") return expr.range;
  return expr.kind === "subquery" ? expr.step : undefined;
}

function visitAggregation(expr: Aggregation, checking: Checking): void {
  const { operator, parameter } = expr;
  const form = aggregations.get(operator);
  if (form?.experimental && !checking.experimentalFunctions)
    checking.report({ kind: "experimental", feature: operator, ...at(expr) });
  checkGrouping(expr, checking);
  const { parameter: expected } = form ?? {};
  const wanted = expected ? 2 : 1;
  argument(operator, wanted - 1, "vector", expr.expr, checking);
  if (parameter && expected) argument(operator, 0, expected, parameter, checking);
  else countOperands(expr, wanted, checking);
}

function checkGrouping(expr: Aggregation, checking: Checking): void {
  if (expr.grouping?.labels.includes("")) checking.report({ kind: "bad-label", label: "", ...at(expr) });
}

/** A tree that was built may lack a parameter, or have one too many. */
function countOperands(expr: Aggregation, wanted: number, checking: Checking): void {
  const actual = expr.parameter ? 2 : 1;
  if (actual === wanted) return;
  const counts = { minimum: wanted, maximum: wanted, actual };
  checking.report({ kind: "argument-count", name: expr.operator, ...counts, ...at(expr) });
}

function argument(name: string, index: number, expected: ValueType, expr: Expr, checking: Checking): void {
  const actual = visit(expr, checking);
  if (actual !== expected) checking.report({ kind: "argument-type", name, index, expected, actual, ...at(expr) });
}

function visitCall(call: Call, checking: Checking): void {
  const signature = functions.get(call.name);
  if (!signature) {
    checking.report({ kind: "unknown-function", name: call.name, ...at(call) });
    for (const expr of call.args) visit(expr, checking);
    return;
  }
  if (signature.experimental && !checking.experimentalFunctions) {
    checking.report({ kind: "experimental", feature: call.name, ...at(call) });
  }
  count(call, signature, checking);
  for (const [index, expr] of call.args.entries()) callArgument(call, signature, expr, index, checking);
}

function count(call: Call, signature: Signature, checking: Checking): void {
  const declared = signature.arguments.length;
  const minimum = signature.variadic === 0 ? declared : declared - 1;
  const maximum = signature.variadic < 0 ? undefined : minimum + signature.variadic;
  const actual = call.args.length;
  if (actual >= minimum && actual <= (maximum ?? actual)) return;
  checking.report({
    kind: "argument-count",
    name: call.name,
    minimum,
    ...(maximum === undefined ? {} : { maximum }),
    actual,
    ...at(call),
  });
}

function callArgument(call: Call, signature: Signature, expr: Expr, index: number, checking: Checking): void {
  const expected = signature.arguments[index] ?? (signature.variadic === 0 ? undefined : signature.arguments.at(-1));
  if (expected === undefined) return;
  if (call.name === "info" && index === 1) infoSelector(expr, checking);
  else argument(call.name, index, expected, expr, checking);
}

/** The second argument of `info` names labels only, and may select everything. */
function infoSelector(expr: Expr, checking: Checking): void {
  if (expr.kind !== "selector" || expr.metric !== undefined || expr.range !== undefined) {
    checking.report({ kind: "info-selector", ...at(expr) });
  } else visitSelector(expr, checking, true);
}
