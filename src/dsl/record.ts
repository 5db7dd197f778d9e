/**
 * How a call in an author's file becomes data that remembers where it was made.
 *
 * Every object that a DSL function returns has two properties for the loader, which strips them again:
 * `$at`, the stack of the call, and `$args`, which property came from which argument (`"..."`: the properties of that
 * argument are properties of the object itself; `""`: the argument is no property).
 */
export interface Recorded {
  readonly $at: string;
  readonly $args: readonly string[];
}

/** Records a call of the function that called `recorded`. Undefined properties are left out. */
export function recorded<T extends object>(args: readonly string[], properties: T): T & Recorded {
  return { ...properties, $at: callStack(), $args: args };
}

// The sandbox's frames look like `    at name (tenant.js:12:34)`; the loader keeps the first that lies in an author's file.
function callStack(): string {
  return new Error().stack ?? "";
}
