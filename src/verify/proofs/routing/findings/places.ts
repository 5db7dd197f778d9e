import type { Path, Place } from "../../../../diagnostics/diagnostic.ts";
import type { Matcher } from "../../../../routing/matchers.ts";
import { parseMatchers } from "../../../../routing/matchers-syntax.ts";

/** What stands at a place of a document; undefined where nothing does. */
export function at(document: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (isObject(value) ? value[step] : undefined), document);
}

/** Where a matcher of a route or a side of an inhibition is written; `prefix` is of its keys: `source_`. */
export function matcherPlace(document: unknown, origin: Path, matcher: Matcher, prefix = ""): Place {
  const lines = at(document, [...origin, `${prefix}matchers`]);
  if (Array.isArray(lines)) {
    const index = lines.findIndex((line) => has(String(line), matcher));
    if (index >= 0) return { path: [...origin, `${prefix}matchers`, index] };
  }
  const key = ["match", "match_re"].find((one) => {
    const pairs = at(document, [...origin, prefix + one]);
    return isObject(pairs) && Object.hasOwn(pairs, matcher.name);
  });
  return key === undefined ? { path: origin } : { path: [...origin, prefix + key, matcher.name] };
}

function has(line: string, { name, operator, value }: Matcher): boolean {
  const parsed = parseMatchers(line);
  return parsed.ok && parsed.value.some((one) => one.name === name && one.operator === operator && one.value === value);
}

function isObject(value: unknown): value is Readonly<Record<string | number, unknown>> {
  return typeof value === "object" && value !== null;
}
