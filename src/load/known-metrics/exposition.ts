import { ANYTHING, NOT_NEGATIVE, type Series } from "../../promql/types/catalogue.ts";

/** What is known of a metric family: of what a server exposes, or tells about what it has scraped. */
export interface Family {
  readonly name: string;
  readonly type: string;
  readonly unit: string;
}

const UNITS = ["seconds", "bytes", "ratio"];
const PARTS = /_(bucket|sum|count|total|created)$/;

/** Series by what is known of their types, and the names of those of which nothing is. */
export interface Metrics {
  readonly series: readonly Series[];
  readonly names: readonly string[];
}

/** The series of some families, and others by their names. Other labels than are known may always be there. */
export function metricsOf(families: readonly Family[], names: readonly string[]): Metrics {
  const byName = new Map(families.map((family) => [family.name, family]));
  const all = [...new Set([...families.flatMap(partsOf), ...names])].map((name) => {
    const own = byName.get(name);
    return oneOf(name, own ?? byName.get(name.replace(PARTS, "")), own === undefined);
  });
  return {
    series: all.filter((one) => typeof one !== "string"),
    names: all.filter((one) => typeof one === "string"),
  };
}

function partsOf({ name, type }: Family): readonly string[] {
  if (type === "counter") return name.endsWith("_total") ? [name] : [name, `${name}_total`];
  if (type === "histogram") return [name, `${name}_bucket`, `${name}_sum`, `${name}_count`];
  return type === "summary" ? [name, `${name}_sum`, `${name}_count`] : [name];
}

function oneOf(name: string, family: Family | undefined, isPart: boolean): Series | string {
  const type = family && typeOf(name, family, isPart);
  if (family === undefined || type === undefined) return name;
  const unit = type === "bucket" || (isPart && name.endsWith("_count")) ? "events" : unitOf(name, family);
  const range = type === "gauge" ? ANYTHING : NOT_NEGATIVE;
  return { name, metric: family.name, type, unit, range, labels: new Map(), buckets: [], isOpen: true };
}

function typeOf(name: string, { type }: Family, isPart: boolean): Series["type"] | undefined {
  if (type === "gauge" || type === "counter") return type;
  if (!isPart || !/^(histogram|summary)$/.test(type)) return undefined;
  return name.endsWith("_bucket") ? "bucket" : "counter";
}

function unitOf(name: string, { unit }: Family): string {
  if (unit !== "") return unit;
  const base = name.replace(PARTS, "");
  return UNITS.find((one) => base.endsWith(`_${one}`)) ?? "";
}

/** What stands in a text of names, one a line, or in what a target exposes; or the line that is neither. */
export function readExposition(text: string): Metrics | { readonly line: number } {
  const types = new Map<string, string>();
  const units = new Map<string, string>();
  const names = new Set<string>();
  for (const [index, line] of text.split("\n").entries()) {
    const [, about, family = "", word = ""] = /^# (TYPE|UNIT) (\S+) (\S+)\s*$/.exec(line) ?? [];
    if (about === "TYPE") types.set(family, word);
    if (about === "UNIT") units.set(family, word);
    if (about !== undefined || /^\s*(#|$)/.test(line)) continue;
    const [, name] = /^\s*([a-zA-Z_:][\w:]*)(?:\{.*\})?(?:\s+[-+\dNI].*)?\s*$/.exec(line) ?? [];
    if (name === undefined) return { line: index + 1 };
    names.add(name);
  }
  const families = [...types].map(([name, type]) => ({ name, type, unit: units.get(name) ?? "" }));
  return metricsOf(families, [...names]);
}
