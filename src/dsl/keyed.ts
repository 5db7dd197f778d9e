import { isObject, type Mistake } from "../promql/build/record.ts";

/**
 * A list of named things as the record that the declaration holds. What has no name stays in the list's form, for the
 * schema to refuse; the second of two that share a name is noted, and so is what is none of the `kinds`.
 */
export function keyed(
  property: string,
  list: unknown,
  kinds?: readonly string[],
): [record: unknown, mistakes: readonly Mistake[]] {
  if (!Array.isArray(list)) return [list, []];
  const record: Record<string, unknown> = Object.create(null);
  const mistakes: Mistake[] = [];
  for (const [index, item] of list.entries()) {
    const named = definitionOf(item);
    if (named === undefined) return [list, []];
    const [name, definition] = named;
    const found = kindOf(item);
    if (kinds !== undefined && found !== undefined && !kinds.includes(found)) {
      mistakes.push({ name: "misplaced", property, data: { name, index, found } });
      continue;
    }
    if (name in record) mistakes.push({ name: "duplicate", property, data: { name, index, $at: definition.$at } });
    else record[name] = definition;
  }
  return [record, mistakes];
}

/** The elements of a list of things without names, as the declaration holds them. */
export function listed(list: unknown): unknown {
  return Array.isArray(list) ? list.map((item: unknown) => (isObject(item) ? withoutKind(item) : item)) : list;
}

function withoutKind(item: object): object {
  return Object.fromEntries(Object.entries(item).filter(([field]) => field !== "~kind"));
}

function kindOf(item: unknown): string | undefined {
  return isObject(item) && "~kind" in item && typeof item["~kind"] === "string" ? item["~kind"] : undefined;
}

interface Definition {
  readonly $at?: unknown;
}

// Some things carry their definition beside what expressions use of them.
function definitionOf(item: unknown): [name: string, definition: Definition] | undefined {
  const definition: unknown = isObject(item) && "~definition" in item ? item["~definition"] : item;
  if (!isObject(definition) || !("name" in definition) || typeof definition.name !== "string") return undefined;
  const fields = Object.entries(definition).filter(([field]) => field !== "name" && field !== "~kind");
  return [definition.name, Object.fromEntries(fields)];
}
