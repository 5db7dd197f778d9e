import type {
  TSEnumDeclaration,
  TSEnumMember,
  TSLiteralType,
  TSSignature,
  TSType,
  TSTypeName,
  TSTypeReference,
} from "oxc-parser";
import { type Declared, moduleOf } from "./declarations.ts";

/** A JSON Schema. */
export type Schema = { readonly [keyword: string]: unknown };

/** The schema of an object: its keys, and no others. */
export interface ObjectSchema extends Schema {
  readonly type: "object";
  readonly additionalProperties: false;
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required: readonly string[];
}

const KEYWORDS: ReadonlyMap<string, string> = new Map([
  ["TSStringKeyword", "string"],
  ["TSNumberKeyword", "number"],
  ["TSBooleanKeyword", "boolean"],
  ["TSNullKeyword", "null"],
]);

/** Turns types of Grafana's SDK into strict schemas; each type that is met becomes a definition. */
export class Schemas {
  /** By `module.Type`; what is given at the start replaces the SDK's own. */
  readonly definitions = new Map<string, Schema>();

  /** A reference to a type, which is defined with all that it needs. */
  reference(module: string, name: string): Schema {
    const key = `${module}.${name}`;
    if (!this.definitions.has(key)) {
      const declared = moduleOf(module).get(name);
      if (declared === undefined) throw new Error(`the SDK declares no ${key}`);
      this.definitions.set(key, {});
      this.definitions.set(key, this.#declared(module, declared));
    }
    return referenceTo(key);
  }

  /** An interface of the SDK, with other schemas for some of its keys, and more that are required. */
  object(
    module: string,
    name: string,
    instead: Readonly<Record<string, Schema>>,
    required: readonly string[] = [],
  ): ObjectSchema {
    const declared = moduleOf(module).get(name);
    if (declared?.type !== "TSInterfaceDeclaration") throw new Error(`${module}.${name} is no interface`);
    return this.#object(module, declared.body.body, instead, required);
  }

  #declared(module: string, declared: Declared): Schema {
    if (declared.type === "TSEnumDeclaration") return { enum: [...new Set(declared.body.members.map(literalOf))] };
    if (declared.type === "TSTypeAliasDeclaration") return this.#type(module, declared.typeAnnotation);
    return this.#object(module, declared.body.body, {}, []);
  }

  #object(
    module: string,
    members: readonly TSSignature[],
    instead: Readonly<Record<string, Schema>>,
    required: readonly string[],
  ): ObjectSchema {
    const properties: Record<string, Schema> = {};
    const needed = new Set(required);
    for (const member of members) {
      if (member.type !== "TSPropertySignature" || member.key.type !== "Identifier") continue;
      const { name } = member.key;
      properties[name] = instead[name] ?? this.#type(module, member.typeAnnotation?.typeAnnotation);
      if (!member.optional) needed.add(name);
    }
    return { type: "object", additionalProperties: false, properties, required: [...needed].sort() };
  }

  #type(module: string, type: TSType | undefined): Schema {
    const keyword = KEYWORDS.get(type?.type ?? "");
    if (keyword !== undefined) return { type: keyword };
    if (type?.type === "TSTypeReference") return this.#named(module, type);
    if (type?.type === "TSTypeLiteral") return this.#object(module, type.members, {}, []);
    return this.#composed(module, type);
  }

  #composed(module: string, type: TSType | undefined): Schema {
    switch (type?.type) {
      case "TSParenthesizedType":
        return this.#type(module, type.typeAnnotation);
      case "TSArrayType":
        return { type: "array", items: this.#type(module, type.elementType) };
      case "TSUnionType":
        return { anyOf: type.types.map((one) => this.#type(module, one)) };
      case "TSLiteralType":
        return constantOf(type.literal);
      default:
        throw new Error(`no schema for ${type?.type} in ${module}: say what stands there`);
    }
  }

  #named(module: string, { typeName, typeArguments }: TSTypeReference): Schema {
    const path = pathOf(typeName);
    const [first = "", second] = path;
    if (first === "Record")
      return { type: "object", additionalProperties: this.#type(module, typeArguments?.params[1]) };
    if (second === undefined) return this.reference(module, first);
    const own = moduleOf(module).get(first);
    return own?.type === "TSEnumDeclaration" ? { const: memberOf(own, second) } : this.reference(first, second);
  }
}

/** A reference to a definition. */
export function referenceTo(key: string): Schema {
  return { $ref: `#/definitions/${key}` };
}

function constantOf(literal: TSLiteralType["literal"]): Schema {
  if (literal.type !== "Literal") throw new Error("a literal that is computed");
  return { const: literal.value };
}

function pathOf(name: TSTypeName): readonly string[] {
  if (name.type === "Identifier") return [name.name];
  return name.type === "TSQualifiedName" ? [...pathOf(name.left), name.right.name] : [];
}

function memberOf({ body }: TSEnumDeclaration, name: string): unknown {
  const member = body.members.find(({ id }) => id.type === "Identifier" && id.name === name);
  if (member === undefined) throw new Error(`no member ${name}`);
  return literalOf(member);
}

function literalOf({ initializer }: TSEnumMember): unknown {
  if (initializer?.type === "Literal") return initializer.value;
  if (initializer?.type === "UnaryExpression" && initializer.argument.type === "Literal")
    return -Number(initializer.argument.value);
  throw new Error("an enum whose value is computed");
}
