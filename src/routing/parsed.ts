/** What reading a text gave: its value, or why there is none. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/** A successful reading. */
export function parsed<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

/** A reading that failed, with its reason. */
export function failed<T>(reason: string): Parsed<T> {
  return { ok: false, reason };
}
