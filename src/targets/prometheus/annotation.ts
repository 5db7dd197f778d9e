import type { Text } from "../../program/text.ts";
import type { Unit } from "../../values/quantity.ts";

/** How Prometheus's templates write a number of a unit for people. */
interface Format {
  /** Function of Prometheus's templates. */
  readonly through: "humanizePercentage" | "humanizeDuration" | "humanize1024" | "humanize";
  readonly suffix: string;
}

/** The format of values of a unit. */
export function formatOf(unit: Unit): Format {
  if (unit === "ratio") return { through: "humanizePercentage", suffix: "" };
  if (unit === "seconds") return { through: "humanizeDuration", suffix: "" };
  if (unit === "bytes" || unit === "bytes/s") return { through: "humanize1024", suffix: `B${unit.slice(5)}` };
  return { through: "humanize", suffix: unit.endsWith("/s") ? "/s" : "" };
}

/** `humanize`, but a small number as it is: nobody reads 200m as 0.2. */
export const HUMANIZED =
  '{{ if and (lt $value 1.0) (gt $value -1.0) }}{{ printf "%.4g" $value }}{{ else }}{{ $value | humanize }}{{ end }}';

/** A text as a template of Prometheus: placeholders become fields, what looks like a field stays a text. */
export function annotation(text: Text, unit: Unit): string {
  return text
    .map((part, index) => {
      if ("literal" in part) return literal(part.literal, index < text.length - 1);
      if ("label" in part) return `{{ $labels.${part.label} }}`;
      const { through, suffix } = formatOf(unit);
      return `${through === "humanize" ? HUMANIZED : `{{ $value | ${through} }}`}${suffix}`;
    })
    .join("");
}

// A single brace at the end would begin the field that follows one character too early.
function literal(text: string, isFollowed: boolean): string {
  const escaped = text.replaceAll("{{", '{{ "{{" }}');
  return isFollowed && escaped.endsWith("{") ? `${escaped.slice(0, -1)}{{ "{" }}` : escaped;
}
