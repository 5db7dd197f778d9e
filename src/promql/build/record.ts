/**
 * How a call in an author's file becomes data that remembers where it was made.
 *
 * Every object that a DSL function returns has these properties for the loader, which strips them again:
 * `$at`, the stack of the call; `$args`, which property came from which argument (`"..."`: the properties of that
 * argument are properties of the object itself; `"labels[]"`: this and all further arguments are elements of `labels`;
 * `""`: the argument is no property); `$mistakes`, what the DSL noticed and left to the passes to report.
 */
export interface Recorded {
  readonly $at: string;
  readonly $args: readonly string[];
  readonly $mistakes?: readonly Mistake[];
}

/** What a DSL function noticed in its arguments; a pass turns it into a finding. */
export interface Mistake {
  readonly name: string;
  /** The property of the recorded object that it is about. */
  readonly property?: string;
  readonly data: object;
}

/** Records a call of the function that called `recorded`. Undefined properties are left out of the JSON. */
export function recorded<T extends object>(
  args: readonly string[],
  properties: T,
  mistakes: readonly Mistake[] = [],
): T & Recorded {
  const record = { ...properties, $at: callStack(), $args: args };
  return mistakes.length > 0 ? { ...record, $mistakes: mistakes } : record;
}

// The sandbox's frames look like `    at name (tenant.js:12:34)`; the loader keeps the first in an author's file.
function callStack(): string {
  return new Error().stack ?? "";
}

/** Whether an author's argument, which tenant code may give any shape, is an object to read properties from. */
export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** The properties of an object; of anything else that an author passes, none. */
export function spread(value: unknown): object {
  return isObject(value) ? { ...value } : {};
}
