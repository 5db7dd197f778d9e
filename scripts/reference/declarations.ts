import { readFileSync } from "node:fs";
import {
  type Class,
  type Comment,
  type Function as FunctionNode,
  type MethodDefinition,
  type ObjectExpression,
  type Program,
  parseSync,
  type Span,
  type TSInterfaceDeclaration,
  type TSPropertySignature,
  type TSTypeAliasDeclaration,
  type VariableDeclaration,
  Visitor,
} from "oxc-parser";

/** A property that an author gives. */
export interface Property {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly doc: string;
}

/** A method of a class, or a function of an object such as `channel`. */
export interface Method {
  readonly name: string;
  readonly signature: string;
  readonly doc: string;
}

/** An exported declaration of a source file, as its reader wants to know it. */
export interface Declaration {
  readonly name: string;
  readonly kind: "function" | "class" | "interface" | "type" | "constant";
  readonly doc: string;
  /** Empty but for functions, types and constants; overloads one under the other. */
  readonly signature: string;
  readonly properties: readonly Property[];
  readonly methods: readonly Method[];
  /** A form of a function that has several; its implementation comes after them. */
  readonly isOverload: boolean;
  /** Of interfaces: what they extend, with the names that are left out. */
  readonly inherits: readonly { readonly from: string; readonly without: readonly string[] }[];
}

/** The declarations of source files by name; what a file exports and what it keeps to itself. */
export function declarationsOf(files: readonly URL[]): ReadonlyMap<string, Declaration> {
  const all = new Map<string, Declaration>();
  for (const file of files)
    for (const one of new Source(file).declarations()) all.set(one.name, merged(all.get(one.name), one));
  return all;
}

/** Names that an index exports, in the order in which they stand there. */
export function exportedNames(index: URL): readonly string[] {
  return [...readFileSync(index, "utf8").matchAll(/export (type )?\{([^}]*)\}/g)].flatMap(([, , names = ""]) =>
    names
      .split(",")
      .map((name) => name.replace(/\btype\b/, "").trim())
      .filter((name) => name !== ""),
  );
}

// The overloads of a function come before its implementation, which authors don't see.
function merged(earlier: Declaration | undefined, one: Declaration): Declaration {
  if (earlier === undefined) return one;
  return one.isOverload ? { ...earlier, signature: `${earlier.signature}\n${one.signature}` } : earlier;
}

const NOTHING = { signature: "", properties: [], methods: [], inherits: [], isOverload: false } as const;

class Source {
  readonly #text: string;
  readonly #comments: readonly Comment[];
  readonly #program: Program;
  readonly #found: Declaration[] = [];

  constructor(file: URL) {
    this.#text = readFileSync(file, "utf8");
    const { program, comments } = parseSync(file.pathname, this.#text);
    this.#program = program;
    this.#comments = comments;
  }

  declarations(): readonly Declaration[] {
    new Visitor({
      TSDeclareFunction: (node) => this.#function(node),
      FunctionDeclaration: (node) => this.#function(node),
      ClassDeclaration: (node) => this.#class(node),
      TSInterfaceDeclaration: (node) => this.#interface(node),
      TSTypeAliasDeclaration: (node) => this.#type(node),
      VariableDeclaration: (node) => this.#constants(node),
    }).visit(this.#program);
    return this.#found;
  }

  #add(kind: Declaration["kind"], name: string, node: Span, more: Partial<Declaration>): void {
    this.#found.push({ ...NOTHING, kind, name, doc: this.#docBefore(node.start), ...more });
  }

  #function(node: FunctionNode): void {
    this.#add("function", node.id?.name ?? "", node, { signature: this.#head(node), isOverload: node.body === null });
  }

  #class(node: Class): void {
    const methods = node.body.body.flatMap((member) =>
      member.type === "MethodDefinition" ? this.#method(member) : [],
    );
    const inherits = node.superClass?.type === "Identifier" ? [{ from: node.superClass.name, without: [] }] : [];
    this.#add("class", node.id?.name ?? "", node, { methods, inherits });
  }

  #method({ kind, key, value, start }: MethodDefinition): readonly Method[] {
    if (kind !== "method" || key.type !== "Identifier" || key.name === "toJSON") return [];
    return [{ name: key.name, signature: key.name + this.#head(value), doc: this.#docBefore(start) }];
  }

  #interface(node: TSInterfaceDeclaration): void {
    const properties = node.body.body.flatMap((one) => (one.type === "TSPropertySignature" ? this.#property(one) : []));
    const inherits = node.extends.map(({ start, end }) => inheritance(this.#text.slice(start, end)));
    this.#add("interface", node.id.name, node, { properties, inherits });
  }

  #property({ key, typeAnnotation, optional, start }: TSPropertySignature): readonly Property[] {
    if (key.type !== "Identifier" || typeAnnotation === null) return [];
    const type = this.#flat(typeAnnotation.typeAnnotation);
    return [{ name: key.name, type, optional, doc: this.#docBefore(start) }];
  }

  #type(node: TSTypeAliasDeclaration): void {
    this.#add("type", node.id.name, node, { signature: this.#flat(node.typeAnnotation) });
  }

  #constants(node: VariableDeclaration): void {
    for (const { id, init } of node.declarations) {
      if (id.type !== "Identifier") continue;
      const value = init?.type === "TSAsExpression" ? init.expression : init;
      const methods = value?.type === "ObjectExpression" ? this.#functionsOf(id.name, value) : [];
      this.#add("constant", id.name, node, { methods });
    }
  }

  #functionsOf(of: string, { properties }: ObjectExpression): readonly Method[] {
    return properties.flatMap((one) => {
      if (one.type !== "Property" || one.key.type !== "Identifier" || one.value.type !== "FunctionExpression")
        return [];
      const { name } = one.key;
      return [{ name, signature: `${of}.${name}${this.#head(one.value)}`, doc: this.#docBefore(one.start) }];
    });
  }

  // From the name (of a method: from what follows it) to where the body begins.
  #head(node: FunctionNode): string {
    const span = { start: node.id?.start ?? node.start, end: node.body?.start ?? node.end };
    return this.#flat(span).replace(/;$/, "");
  }

  #flat({ start, end }: Span): string {
    return this.#text
      .slice(start, end)
      .replace(/\/\*\*.*?\*\//gs, "")
      .replace(/\s+/g, " ")
      .replaceAll("( ", "(")
      .replace(/,? \)/g, ")")
      .replaceAll("readonly ", "")
      .trim();
  }

  #docBefore(position: number): string {
    const comment = this.#comments.findLast(({ end }) => end <= position);
    if (comment === undefined || !comment.value.startsWith("*")) return "";
    if (!/^\s*(export\s+)?(abstract\s+)?$/.test(this.#text.slice(comment.end, position))) return "";
    return comment.value
      .replace(/^\*/, "")
      .replace(/\n\s*\*\s?/g, " ")
      .replace(/\s+/g, " ")
      .trim();
  }
}

// `Notice<L>`, or `Omit<Notice<L>, "severity">`.
function inheritance(text: string): Declaration["inherits"][number] {
  const [, omitted, list = ""] = /^Omit<(\w+)(?:<[^>]*>)?,\s*(.*)>$/s.exec(text) ?? [];
  const without = [...list.matchAll(/"(\w+)"/g)].map(([, name = ""]) => name);
  return { from: omitted ?? /^\w+/.exec(text)?.[0] ?? "", without };
}
