import { duplicateName, misplaced, nameForReference, notInterpolation } from "../diagnostics/codes/declaration.ts";
import { type Finding, finding, type Path, type Position } from "../diagnostics/diagnostic.ts";

/** What the DSL noticed while the author's file ran. */
export interface RecordedMistake {
  readonly path: Path;
  readonly name: string;
  readonly property?: string;
  readonly data: object;
  readonly at?: Position;
}

/** The findings of what the DSL noticed, without what only follows: an alert's overrides have its name twice, too. */
export function findingsOfMistakes(mistakes: readonly RecordedMistake[]): readonly Finding[] {
  const twice = new Set(duplicateAlerts(mistakes));
  return mistakes
    .filter((mistake) => mistake.property !== "overrides" || !twice.has(duplicateOf(mistake) ?? ""))
    .flatMap(findingOfMistake);
}

/** The names that several alerts have. */
export function duplicateAlerts(mistakes: readonly RecordedMistake[]): readonly string[] {
  return mistakes.flatMap((mistake) =>
    ALERTS.has(mistake.property ?? "") ? [duplicateOf(mistake)].filter((name) => name !== undefined) : [],
  );
}

const ALERTS = new Set(["alerts", "security", "detectors"]);

function duplicateOf({ name, data }: RecordedMistake): string | undefined {
  return name === "duplicate" && "name" in data ? String(data.name) : undefined;
}

/** Whether others say it already: of a name that leads nowhere, nobody needs to hear that it is a name. */
export function isSaidBy({ kind, place }: Finding, others: readonly Finding[]): boolean {
  const at = JSON.stringify(place.path);
  return kind.code === nameForReference.code && others.some((other) => JSON.stringify(other.place.path) === at);
}

function findingOfMistake({ path, name, property = "", data, at: position }: RecordedMistake): readonly Finding[] {
  const at = property === "" ? path : [...path, property];
  const fields: Readonly<Record<string, unknown>> = { ...data };
  const index = typeof fields.index === "number" ? [fields.index] : [];
  switch (name) {
    case "text":
      return [finding(notInterpolation, at, { property, misuse: String(fields.misuse) })];
    case "misplaced": {
      const thing = { name: String(fields.name), found: String(fields.found), list: property };
      return [finding(misplaced, { path: [...at, ...index], part: "use" }, thing)];
    }
    case "reference":
      return [byName(at, property, index, fields)];
    case "duplicate": {
      const place = position === undefined ? { path: at } : { path: at, position };
      return [finding(duplicateName, place, { name: String(fields.name), list: property })];
    }
    default:
      return [];
  }
}

function byName(path: Path, property: string, index: Path, fields: Readonly<Record<string, unknown>>): Finding {
  const field = typeof fields.field === "string" ? [fields.field] : [];
  const data = { property: field[0] ?? property, name: String(fields.name) };
  return finding(nameForReference, [...path, ...field, ...index], data);
}
