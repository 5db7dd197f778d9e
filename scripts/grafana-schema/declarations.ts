import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import {
  parseSync,
  type Statement,
  type TSEnumDeclaration,
  type TSInterfaceDeclaration,
  type TSTypeAliasDeclaration,
} from "oxc-parser";

/** A type that the SDK declares. */
export type Declared = TSInterfaceDeclaration | TSTypeAliasDeclaration | TSEnumDeclaration;

/** The types of one module of Grafana's SDK, by name. */
export type Module = ReadonlyMap<string, Declared>;

const require = createRequire(import.meta.url);
const cache = new Map<string, Module>();

/** Reads `@grafana/grafana-foundation-sdk/<name>`. */
export function moduleOf(name: string): Module {
  const known = cache.get(name);
  if (known !== undefined) return known;
  const path = require.resolve(`@grafana/grafana-foundation-sdk/${name}`).replace(/index\.js$/, "types.gen.d.ts");
  const declared = new Map<string, Declared>();
  for (const statement of parseSync(path, readFileSync(path, "utf8")).program.body) {
    const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : null;
    if (declaration !== null && isType(declaration)) declared.set(declaration.id.name, declaration);
  }
  cache.set(name, declared);
  return declared;
}

function isType(declaration: { readonly type: Statement["type"] }): declaration is Declared {
  return ["TSInterfaceDeclaration", "TSTypeAliasDeclaration", "TSEnumDeclaration"].includes(declaration.type);
}
