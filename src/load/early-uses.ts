import type { Program } from "oxc-parser";
import { usedBeforeDeclared } from "../diagnostics/codes/load.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { AuthorModule } from "./author-module.ts";

/**
 * Constants and classes of a file that its own code reads before it comes to them. The bundler makes them variables,
 * which are undefined until then: nothing would be said, and what they were meant for would be missing.
 */
export function earlyUses(module: AuthorModule): Diagnostic[] {
  if (module.parsed === undefined || module.parsed.errors.length > 0) return [];
  const { program } = module.parsed;
  const declared = declarationsIn(program);
  return referencesIn(program)
    .filter(({ name, start }) => start < (declared.get(name) ?? 0))
    .map(({ name, start, end }) => {
      const line = module.lines.position(module.file, Number(declared.get(name)), Number(declared.get(name))).line;
      return diagnostic(usedBeforeDeclared, module.lines.position(module.file, start, end), { name, line });
    });
}

/** Where each name that isn't hoisted has its value, in offsets. */
function declarationsIn({ body }: Program): ReadonlyMap<string, number> {
  const statements = body.map((one) => (one.type === "ExportNamedDeclaration" ? (one.declaration ?? one) : one));
  return new Map(
    statements.flatMap((statement): (readonly [string, number])[] => {
      if (statement.type === "ClassDeclaration") return valued([statement]);
      const isHoisted = statement.type !== "VariableDeclaration" || statement.kind === "var";
      return isHoisted ? [] : valued(statement.declarations);
    }),
  );
}

function valued(declared: readonly { readonly id: unknown; readonly end: number }[]): (readonly [string, number])[] {
  return declared.flatMap(({ id, end }) =>
    isNode(id) && id.type === "Identifier" && typeof id.name === "string" ? [[id.name, end] as const] : [],
  );
}

interface Reference {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

interface SyntaxNode {
  readonly type: string;
  readonly [property: string]: unknown;
}

/** What runs later, or has names of its own, or is only for the type checker. */
const ELSEWHERE =
  /^(?:Function|ArrowFunction|Class(?:Body)|BlockStatement|Import|ExportSpecifier|ExportAll|TS(?!As|Satisfies|NonNull))/;

/** The properties of a node that hold names rather than references. */
function namesOf(node: SyntaxNode): readonly string[] {
  if (node.type === "MemberExpression") return node.computed === true ? [] : ["property"];
  if (node.type === "Property") return node.computed === true ? [] : ["key"];
  if (node.type === "VariableDeclarator" || node.type === "ClassDeclaration") return ["id"];
  return node.type === "TSAsExpression" || node.type === "TSSatisfiesExpression" ? ["typeAnnotation"] : [];
}

function referencesIn(value: unknown): readonly Reference[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isNode(value) || ELSEWHERE.test(value.type)) return [];
  const { name, start, end } = value;
  if (value.type === "Identifier" && typeof name === "string") {
    return typeof start === "number" && typeof end === "number" ? [{ name, start, end }] : [];
  }
  const names = namesOf(value);
  return Object.entries(value).flatMap(([property, inner]) => (names.includes(property) ? [] : referencesIn(inner)));
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}
