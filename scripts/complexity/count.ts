import { type Node, parseSync, Visitor, type VisitorObject } from "oxc-parser";

/** One function of a file (or the file's own top level) and how many independent paths lead through it. */
export interface FunctionComplexity {
  readonly name: string;
  /** First line, counted from 1. */
  readonly line: number;
  readonly complexity: number;
}

interface Frame {
  readonly name: string;
  readonly start: number;
  complexity: number;
}

/** An arrow or function expression has the name of what it is assigned to. */
function ownerName(node: Node): string | undefined {
  switch (node.type) {
    case "Identifier":
    case "PrivateIdentifier":
      return node.name;
    case "Literal":
      return String(node.value);
    case "MemberExpression":
      return ownerName(node.property);
    default:
      return undefined;
  }
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/**
 * Cyclomatic complexity (McCabe 1976) of each function in a TypeScript text, counted as ESLint's rule `complexity` does:
 * one, and one more for each if, loop, `?:`, `case`, `&&`, `||`, `??`, their assignments, default value and `?.`.
 * Throws a SyntaxError when the text does not parse.
 */
export function countComplexity(path: string, text: string): FunctionComplexity[] {
  const { program, errors } = parseSync(path, text);
  const [problem] = errors;
  if (problem) throw new SyntaxError(`${path}: ${problem.message}`);

  const names = new Map<Node, string>();
  const finished: FunctionComplexity[] = [];
  const top: Frame = { name: "(top level)", start: 0, complexity: 1 };
  const frames: Frame[] = [];

  const current = (): Frame => frames.at(-1) ?? top;
  const branch = (): void => {
    current().complexity += 1;
  };
  const finish = (frame: Frame): void => {
    finished.push({ name: frame.name, line: lineAt(text, frame.start), complexity: frame.complexity });
  };
  const enter = (node: Node): void => {
    const declared = "id" in node && node.id ? ownerName(node.id) : undefined;
    frames.push({ name: declared ?? names.get(node) ?? "(anonymous)", start: node.start, complexity: 1 });
  };
  const leave = (): void => {
    const frame = frames.pop();
    if (frame) finish(frame);
  };
  const give = (owner: Node, value: Node | null): void => {
    const name = ownerName(owner);
    if (value && name) names.set(value, name);
  };

  const visitor: VisitorObject = {
    FunctionDeclaration: enter,
    "FunctionDeclaration:exit": leave,
    FunctionExpression: enter,
    "FunctionExpression:exit": leave,
    ArrowFunctionExpression: enter,
    "ArrowFunctionExpression:exit": leave,
    StaticBlock: enter,
    "StaticBlock:exit": leave,
    VariableDeclarator: (node) => give(node.id, node.init),
    Property: (node) => give(node.key, node.value),
    MethodDefinition: (node) => give(node.key, node.value),
    PropertyDefinition: (node) => give(node.key, node.value),
    AssignmentExpression: (node) => {
      give(node.left, node.right);
      if (["&&=", "||=", "??="].includes(node.operator)) branch();
    },
    IfStatement: branch,
    ConditionalExpression: branch,
    LogicalExpression: branch,
    ForStatement: branch,
    ForInStatement: branch,
    ForOfStatement: branch,
    WhileStatement: branch,
    DoWhileStatement: branch,
    AssignmentPattern: branch,
    SwitchCase: (node) => {
      if (node.test) branch();
    },
    MemberExpression: (node) => {
      if (node.optional) branch();
    },
    CallExpression: (node) => {
      if (node.optional) branch();
    },
  };
  new Visitor(visitor).visit(program);
  finish(top);
  return finished;
}
