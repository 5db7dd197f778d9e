import type { Labels } from "./labels.ts";

const reference = /\{\{-?\s*(?:\$labels|\.Labels)\.([a-zA-Z_]\w*)\s*-?\}\}/g;
const valueReference = /\{\{\s*(?:\$value|\.Value)\s*\}\}/g;

/** A float as Go's %v writes it. */
function goFloat(value: number): string | undefined {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  const size = Math.abs(value);
  // Go turns to exponents elsewhere than JavaScript, and writes them otherwise.
  return value === 0 || (size >= 1e-4 && size < 1e21) ? String(value) : undefined;
}

/** A label's text with `{{ $labels.x }}` and `{{ $value }}` filled in; undefined for any other template. */
export function expandLabel(template: string, labels: Labels, value: number): string | undefined {
  if (!template.includes("{{")) return template;
  const number = goFloat(value);
  if (number === undefined && template.search(valueReference) >= 0) return undefined;
  const rest = template.replaceAll(reference, "").replaceAll(valueReference, "");
  if (rest.includes("{{")) return undefined;
  return template
    .replaceAll(reference, (_, name: string) => labels.get(name))
    .replaceAll(valueReference, () => number ?? "");
}
