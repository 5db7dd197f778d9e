import { dump } from "js-yaml";

/** A provisioning file: sorted keys, long lines unbroken, `$` doubled, as Grafana would fill in variables of its own. */
export function provisioningYaml(value: unknown): string {
  return dump(withoutVariables(value), { sortKeys: true, lineWidth: -1, noRefs: true });
}

function withoutVariables(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("$", "$$$$");
  if (Array.isArray(value)) return value.map(withoutVariables);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutVariables(inner)]));
}
