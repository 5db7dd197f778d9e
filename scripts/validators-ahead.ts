import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Ajv, type AnySchemaObject } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import type { Plugin } from "esbuild";

const OPTIONS = {
  code: { source: true, esm: true },
  // A definition that is used in many places is one function.
  inlineRefs: false,
  meta: false,
  strict: false,
  validateSchema: false,
} as const;

/** The source of a module whose default export says whether data fits a schema. */
function validatorOf(file: string): string {
  const { $schema, ...schema }: AnySchemaObject = JSON.parse(readFileSync(file, "utf8"));
  const engine = String($schema).includes("draft-07") ? new Ajv(OPTIONS) : new Ajv2020(OPTIONS);
  return standalone.default(engine, engine.compile(schema));
}

const KIND = /^schema-of:(.*)$/;

/** In place of `ahead.ts`: every schema of an artifact, compiled when the package is built, each loaded when it's first asked for. */
export function validatorsAhead(root: string): Plugin {
  const files = globSync("schemas/artifacts/*.schema.json", { cwd: root }).sort();
  const kinds = files.map((file) => basename(file, ".schema.json"));
  const entries = kinds.map((kind) => `  [${JSON.stringify(kind)}, () => import("schema-of:${kind}")],\n`);
  return {
    name: "validators-ahead",
    setup: (build) => {
      build.onLoad({ filter: /verify\/proofs\/schema\/ahead\.ts$/ }, () => ({
        contents: `export const validatorsAhead = new Map([\n${entries.join("")}]);\n`,
      }));
      build.onResolve({ filter: KIND }, ({ path }) => ({ path, namespace: "validator" }));
      build.onLoad({ filter: KIND, namespace: "validator" }, ({ path }) => ({
        contents: validatorOf(join(root, `schemas/artifacts/${path.replace(KIND, "$1")}.schema.json`)),
        resolveDir: root,
      }));
    },
  };
}
