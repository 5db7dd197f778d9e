import { Ajv, type AnySchemaObject, type ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { type Emitted, readData } from "../read.ts";
import type { SchemaFinding } from "./finding.ts";

import { refusals } from "./refusals.ts";

export type { SchemaFinding } from "./finding.ts";

/** The folder of the schemas in the package: one file for each kind of artifact. */
const FOLDER = "schemas/artifacts";

/** Reads a file that ships in the package. */
export type ReadSchema = (path: string) => string | undefined;

/**
 * Checks every JSON and YAML file against the schema of its kind, each kind's compiled when it's first met; a kind that
 * has none is a finding. Other files are text and not looked at. `read` gives the schemas. Sorted by path and pointer.
 */
export function checkArtifacts(artifacts: readonly Emitted[], read: ReadSchema): readonly SchemaFinding[] {
  const validators = new Map<string, ValidateFunction | undefined>();
  const validatorOf = (kind: string): ValidateFunction | undefined => {
    if (!validators.has(kind)) validators.set(kind, compiled(kind, read));
    return validators.get(kind);
  };
  const sorted = [...artifacts].sort((a, b) => (a.path < b.path ? -1 : 1));
  return sorted.flatMap((artifact) => checked(artifact, validatorOf));
}

function checked(
  artifact: Emitted,
  validatorOf: (kind: string) => ValidateFunction | undefined,
): readonly SchemaFinding[] {
  const { path, kind } = artifact;
  const data = readData(artifact);
  if (data === undefined) return [];
  if ("mistake" in data) return [{ path, pointer: "", message: `can't be read: ${data.mistake}` }];
  const validate = validatorOf(kind);
  if (validate === undefined) return [{ path, pointer: "", message: `there is no schema for the kind ${kind}` }];
  validate(data.value);
  return refusals(validate.errors ?? []).map((refusal) => ({ path, ...refusal }));
}

// Each validator runs a few times, so that optimising its code costs more than it saves.
const OPTIONS = {
  allErrors: true,
  code: { optimize: false },
  meta: false,
  strict: false,
  validateSchema: false,
  verbose: true,
} as const;

function compiled(kind: string, read: ReadSchema): ValidateFunction | undefined {
  const text = /^[a-z0-9-]+$/.test(kind) ? read(`${FOLDER}/${kind}.schema.json`) : undefined;
  if (text === undefined) return undefined;
  const { $schema, ...schema }: AnySchemaObject = JSON.parse(text);
  const engine = String($schema).includes("draft-07") ? new Ajv(OPTIONS) : new Ajv2020(OPTIONS);
  return engine.compile(schema);
}
