import { type CallExpression, type Expression, type Program, Visitor } from "oxc-parser";
import { SourceLines } from "../diagnostics/reporters/source-lines.ts";
import type { AuthorModule } from "./author-module.ts";
import { JAVASCRIPT_LINE_BREAK } from "./bundle.ts";

/** A call in an author's file. */
export interface CallSite {
  readonly call: CallExpression;
  /** What is called: a name, or the property after the last dot. */
  readonly name: { readonly start: number; readonly end: number };
}

/** A `const` with its initial value, and the stretch of the file where its name holds. */
export interface Constant {
  readonly name: string;
  readonly value: Expression;
  readonly start: number;
}

/** What positions need to know of a file's syntax: its calls by where their names begin, its constants, its accesses. */
export interface AuthorSyntax {
  readonly calls: ReadonlyMap<number, CallSite>;
  /** `new X(…)`, by where the name of the class begins. */
  readonly creations: ReadonlyMap<number, { readonly start: number; readonly end: number }>;
  readonly constants: readonly Constant[];
  /** Every name that the file declares or imports. */
  readonly names: ReadonlySet<string>;
  /** The offset of a line and column as source maps count them, both from 0. */
  offset(line: number, column: number): number;
}

const cache = new WeakMap<AuthorModule, AuthorSyntax>();

/** The syntax of a file, looked through once and only when it is asked for. */
export function authorSyntax(module: AuthorModule): AuthorSyntax {
  const known = cache.get(module);
  if (known !== undefined) return known;
  const lines = new SourceLines(module.text, JAVASCRIPT_LINE_BREAK);
  const found = {
    ...(module.parsed === undefined
      ? { calls: new Map(), creations: new Map(), constants: [], names: new Set<string>() }
      : lookedThrough(module.parsed.program)),
    offset: (line: number, column: number) => lines.offset(line + 1, column + 1),
  };
  cache.set(module, found);
  return found;
}

function lookedThrough(program: Program): Omit<AuthorSyntax, "offset"> {
  const calls = new Map<number, CallSite>();
  const creations = new Map<number, { start: number; end: number }>();
  const constants: Constant[] = [];
  const names = new Set<string>();
  new Visitor({
    CallExpression(call) {
      const name = calledName(call.callee);
      calls.set(name.at, { call, name });
    },
    // The engine says of a call in tail position where its statement begins.
    ReturnStatement({ start, argument }) {
      const call = argument === null ? undefined : unwrapped(argument);
      if (call?.type === "CallExpression") calls.set(start, { call, name: calledName(call.callee) });
    },
    NewExpression({ start, end, callee }) {
      creations.set(callee.start, { start, end });
    },
    VariableDeclaration({ kind, declarations }) {
      for (const { id, init } of declarations) {
        if (id.type !== "Identifier") continue;
        names.add(id.name);
        if (kind === "const" && init !== null) constants.push({ name: id.name, value: init, start: id.start });
      }
    },
    FunctionDeclaration({ id }) {
      if (id !== null) names.add(id.name);
    },
    ImportDeclaration({ specifiers }) {
      for (const { local } of specifiers) names.add(local.name);
    },
  }).visit(program);
  return { calls, creations, constants, names };
}

// Source maps know where a name or a property begins; of `x["name"](…)`, where the bracket closes.
function calledName(callee: Expression): { start: number; end: number; at: number } {
  const plain = unwrapped(callee);
  if (plain.type !== "MemberExpression") return { start: plain.start, end: plain.end, at: plain.start };
  const { start, end } = plain.property;
  return { start, end, at: plain.computed ? plain.end - 1 : start };
}

/** An expression without parentheses and without what only the type checker reads. */
export function unwrapped(expression: Expression): Expression {
  switch (expression.type) {
    case "ParenthesizedExpression":
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSTypeAssertion":
    case "TSNonNullExpression":
    case "ChainExpression":
      return unwrapped(expression.expression);
    default:
      return expression;
  }
}
