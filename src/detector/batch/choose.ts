import type { AnyDefinition } from "../detectors/any-definition.ts";
import type { Chosen } from "./judge.ts";

/** A detector as a configuration declares it. */
export interface Declared {
  readonly name: string;
  readonly detector: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** The detector that is taken where none is asked for. */
const DEFAULTS = { values: "auto", events: "event-sequence" } as const;

/** The detector that was asked for by its kind or its declared name, or why there is none. */
export function chooseNamed(
  name: string,
  definitions: readonly AnyDefinition[],
  declared: readonly Declared[],
): Chosen | string {
  const named = declared.find((one) => one.name === name);
  const kind = named?.detector ?? name;
  const definition = definitions.find((one) => one.name === kind);
  if (definition !== undefined) return { definition, parameters: named?.parameters ?? {} };
  const known = [...declared, ...definitions].map((one) => one.name);
  return `no detector ${JSON.stringify(name)}: expected one of ${known.join(", ")}`;
}

/** The detector for an input where none was asked for: the default kind, else the only one that can judge it. */
export function chooseFor(events: boolean, definitions: readonly AnyDefinition[]): Chosen | string {
  const fitting = definitions.filter(({ takes }) => (takes === "events") === events);
  const usual = fitting.find(({ name }) => name === DEFAULTS[events ? "events" : "values"]);
  const [only, ...others] = usual === undefined ? fitting : [usual];
  const what = events ? "events" : "values";
  if (only === undefined) return `none of the detectors here judges ${what}`;
  if (others.length === 0) return { definition: only, parameters: {} };
  return `name a detector for ${what}: ${fitting.map(({ name }) => name).join(", ")}`;
}
