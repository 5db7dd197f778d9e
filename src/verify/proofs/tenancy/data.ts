/** Something that reaches beyond its tenant: what it is and where in the file, and its text. */
export interface Unlimited {
  readonly what: string;
  readonly text: string;
}

/** The elements of a list; of anything else, none. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The properties of an object; of anything else, none. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
