import type { Word } from "./go-template.ts";

/** What a template is given, or a part of it: as far as its fields are known. */
export type Type = "data" | "alerts" | "alert" | "labels" | "annotations" | "any" | "other";

/** The fields of what templates are given, and what each holds. */
export const FIELDS: Readonly<Partial<Record<Type, Readonly<Record<string, Type>>>>> = {
  data: {
    Receiver: "other",
    Status: "other",
    Alerts: "alerts",
    NotificationReason: "other",
    GroupLabels: "labels",
    CommonLabels: "labels",
    CommonAnnotations: "annotations",
    RouteLabels: "any",
    ExternalURL: "other",
  },
  alerts: { Firing: "alerts", Resolved: "alerts" },
  alert: {
    Status: "other",
    Labels: "labels",
    Annotations: "annotations",
    StartsAt: "any",
    EndsAt: "any",
    GeneratorURL: "other",
    Fingerprint: "other",
  },
};

/** Methods of label sets, which aren't labels. */
export const OF_SETS = new Set(["SortedPairs", "Remove", "Names", "Values"]);

/** What a pipeline gives, where it is a mere field. */
export function typeOf(words: readonly Word[], dot: Type): Type {
  const value = words.slice(words.findLastIndex(({ text }) => text === ":=") + 1);
  const [first, ...rest] = value;
  if (first?.kind !== "field" || rest.length > 0) return "any";
  return stepsOf(first.text).reduce<Type>(fieldOf, dot);
}

/** The names after the dots of a field. */
export function stepsOf(field: string): readonly string[] {
  return field
    .split(".")
    .slice(1)
    .filter((name) => name !== "");
}

function fieldOf(type: Type, name: string): Type {
  if (type === "labels" || type === "annotations") return "other";
  const fields = FIELDS[type] ?? {};
  return Object.hasOwn(fields, name) ? (fields[name] ?? "any") : "any";
}

/** What the dot is within a `range` over something. */
export function elementOf(type: Type): Type {
  return type === "alerts" ? "alert" : "any";
}
