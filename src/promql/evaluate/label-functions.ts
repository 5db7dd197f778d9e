import { RE2JS } from "re2js";
import type { LabelPool, Labels } from "./labels.ts";
import { fail } from "./outcome.ts";

/** Go's Expand: `$1`, `${1}`, `$name`, `$$`; a group that there isn't is empty. */
function expand(
  template: string,
  groups: readonly (string | undefined)[],
  names: Readonly<Record<string, number>>,
): string {
  return template.replaceAll(/\$(?:\$|(\w+)|\{(\w+)\})/g, (whole, plain?: string, braced?: string) => {
    const name = plain ?? braced;
    if (name === undefined) return whole === "$$" ? "$" : "";
    const index = /^\d+$/.test(name) ? Number(name) : Object.hasOwn(names, name) ? names[name] : undefined;
    return index === undefined ? "" : (groups[index] ?? "");
  });
}

/** What `label_replace` makes of labels: the destination from the source's value where the whole of it matches. */
export function labelReplacer(
  pool: LabelPool,
  destination: string,
  replacement: string,
  source: string,
  pattern: string,
): (labels: Labels) => Labels {
  if (destination === "") fail("invalid destination label name in label_replace()");
  let regex: RE2JS;
  try {
    regex = RE2JS.compile(`^(?s:${pattern})$`);
  } catch {
    return fail(`invalid regular expression in label_replace(): ${pattern}`);
  }
  const names = regex.namedGroups();
  return (labels) => {
    const matcher = regex.matcher(labels.get(source));
    if (!matcher.find()) return labels;
    const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, index) => matcher.group(index) ?? undefined);
    return pool.set(labels, destination, expand(replacement, groups, names));
  };
}

/** What `label_join` makes of labels: the destination from the sources' values with a separator between. */
export function labelJoiner(
  pool: LabelPool,
  destination: string,
  separator: string,
  sources: readonly string[],
): (labels: Labels) => Labels {
  if (destination === "" || sources.includes("")) fail("invalid label name in label_join()");
  return (labels) => pool.set(labels, destination, sources.map((source) => labels.get(source)).join(separator));
}
