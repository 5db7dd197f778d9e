import { Ajv, type AnySchemaObject, type ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { validatorsAhead } from "./ahead.ts";
import type { Refusal } from "./finding.ts";
import { refusals } from "./refusals.ts";

/** The folder of the schemas in the package: one file for each kind of artifact. */
export const FOLDER = "schemas/artifacts";

/** Reads a file that ships in the package. */
export type ReadSchema = (path: string) => string | undefined;

/** Says what a kind's schema refuses in data; nothing where it accepts them. */
export type Judge = (data: unknown) => readonly Refusal[];

/**
 * Judges by kind, each made when it's first asked for. The published package has validators that were compiled when it
 * was built; they only say yes or no, and whoever is refused is told why by one that is compiled now.
 */
export class Judges {
  readonly #read: ReadSchema;
  readonly #known = new Map<string, Promise<Judge | undefined>>();

  constructor(read: ReadSchema) {
    this.#read = read;
  }

  /** The judge of a kind; undefined where there is no schema for it. */
  of(kind: string): Promise<Judge | undefined> {
    const known = this.#known.get(kind) ?? this.#made(kind);
    this.#known.set(kind, known);
    return known;
  }

  async #made(kind: string): Promise<Judge | undefined> {
    const ahead = await validatorsAhead.get(kind)?.();
    if (ahead === undefined) return this.#explaining(kind);
    return (data) => (ahead.default(data) ? [] : (this.#explaining(kind)?.(data) ?? []));
  }

  #explaining(kind: string): Judge | undefined {
    const validate = compiled(kind, this.#read);
    if (validate === undefined) return undefined;
    return (data) => {
      validate(data);
      return refusals(validate.errors ?? []);
    };
  }
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
