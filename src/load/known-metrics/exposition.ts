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
  const lines = text.split("\n");
  const samples = lines.map((line) => (/^\s*(#|$)/.test(line) ? "" : nameIn(line)));
  const wrong = samples.indexOf(undefined);
  if (wrong >= 0) return { line: wrong + 1 };
  const [types, units] = [toldOf("TYPE", lines), toldOf("UNIT", lines)];
  const families = [...types].map(([name, type]) => ({ name, type, unit: units.get(name) ?? "" }));
  return metricsOf(
    families,
    samples.flatMap((name) => name || []),
  );
}

function nameIn(line: string): string | undefined {
  return /^\s*([a-zA-Z_:][\w:]*)(?:\{.*\})?(?:\s+[-+\dNI].*)?\s*$/.exec(line)?.[1];
}

function toldOf(about: string, lines: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    lines.flatMap((line) => {
      const [hash, what, family = "", word = ""] = line.split(/\s+/);
      return hash === "#" && what === about && word !== "" ? [[family, word] as const] : [];
    }),
  );
}
