import {
  type CallExpression,
  type Expression,
  type NewExpression,
  type Node,
  parseSync,
  Visitor,
  type VisitorObject,
} from "oxc-parser";

/** What the scan refuses outside the places listed for it. */
export type Danger = "evaluated-text" | "child-process" | "vm" | "worker" | "regexp-from-data" | "unverified-tls";

/** One dangerous construct: which, and the line (from 1) that it stands on. */
export interface Finding {
  readonly danger: Danger;
  readonly line: number;
}

const dangerousModules: ReadonlyMap<string, Danger> = new Map([
  ["child_process", "child-process"],
  ["cluster", "child-process"],
  ["vm", "vm"],
  ["worker_threads", "worker"],
]);

const evaluators = new Set(["eval", "Function"]);
const timers = new Set(["setTimeout", "setInterval", "setImmediate"]);

function nameOf(node: Node): string | undefined {
  if (node.type === "Identifier") return node.name;
  if (node.type !== "MemberExpression") return undefined;
  const { object, property } = node;
  const global = object.type === "Identifier" && object.name === "globalThis";
  if (!global) return undefined;
  if (property.type === "Identifier") return property.name;
  return property.type === "Literal" ? String(property.value) : undefined;
}

function moduleDanger(source: Node): Danger | undefined {
  if (source.type !== "Literal") return undefined;
  return dangerousModules.get(String(source.value).replace(/^node:/, ""));
}

function isLiteralText(node: Node | undefined): boolean {
  return node?.type === "Literal" || (node?.type === "TemplateLiteral" && node.expressions.length === 0);
}

function isText(node: Node | undefined): boolean {
  return node?.type === "TemplateLiteral" || isLiteralText(node);
}

/** What a call of a global by this name with this first argument does. */
function callDanger(callee: Expression, args: readonly Node[]): Danger | undefined {
  const name = nameOf(callee) ?? "";
  const [first] = args;
  if (evaluators.has(name) || (timers.has(name) && isText(first))) return "evaluated-text";
  if (name === "RegExp") return isLiteralText(first) ? undefined : "regexp-from-data";
  return name === "require" && first ? moduleDanger(first) : undefined;
}

function isFalse(node: Node): boolean {
  return node.type === "Literal" && node.value === false;
}

function keyText(node: Node): string {
  if (node.type === "Identifier") return node.name;
  return node.type === "Literal" ? String(node.value) : "";
}

/** Finds constructs that let data become code or processes, or that weaken a connection, in a TypeScript text; throws a SyntaxError when it does not parse. */
export function scanForDangers(path: string, text: string): Finding[] {
  const { program, errors } = parseSync(path, text);
  const [problem] = errors;
  if (problem) throw new SyntaxError(`${path}: ${problem.message}`);

  const findings: Finding[] = [];
  const found = (node: Node, danger: Danger | undefined): void => {
    if (danger) findings.push({ danger, line: text.slice(0, node.start).split("\n").length });
  };
  let depth = 0;
  const enter = (): void => {
    depth += 1;
  };
  const leave = (): void => {
    depth -= 1;
  };
  // What a module computes while it loads knows no data yet.
  const foundCall = (node: CallExpression | NewExpression): void => {
    const danger = callDanger(node.callee, node.arguments);
    if (danger !== "regexp-from-data" || depth > 0) found(node, danger);
  };
  const visitor: VisitorObject = {
    FunctionDeclaration: enter,
    "FunctionDeclaration:exit": leave,
    FunctionExpression: enter,
    "FunctionExpression:exit": leave,
    ArrowFunctionExpression: enter,
    "ArrowFunctionExpression:exit": leave,
    ImportDeclaration: (node) => found(node, node.importKind === "type" ? undefined : moduleDanger(node.source)),
    ExportNamedDeclaration: (node) => found(node, node.source ? moduleDanger(node.source) : undefined),
    ExportAllDeclaration: (node) => found(node, moduleDanger(node.source)),
    ImportExpression: (node) => found(node, moduleDanger(node.source)),
    CallExpression: foundCall,
    NewExpression: foundCall,
    Property: (node) => {
      if (keyText(node.key) === "rejectUnauthorized" && isFalse(node.value)) found(node, "unverified-tls");
    },
  };
  new Visitor(visitor).visit(program);
  return findings;
}
