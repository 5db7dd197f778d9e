import { resolve } from "node:path";
import { unreadableMetrics } from "../../diagnostics/codes/files.ts";
import { type Diagnostic, diagnostic, located } from "../../diagnostics/diagnostic.ts";
import { nobodysMetrics } from "../../program/nobody.ts";
import { readNamed } from "../files.ts";
import { MOST_BYTES, named } from "../hand-written.ts";
import { readYaml, type YamlDocument } from "../yaml.ts";
import { type Family, type Metrics, metricsOf, readExposition } from "./exposition.ts";

/** Metrics that a file tells of, or why it can't be read. */
export interface KnownMetrics extends Metrics {
  readonly diagnostics: readonly Diagnostic[];
  /** The text, by the file's name. */
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * Reads which metrics there are: `metrics` as in a tenant's declaration; names, one a line; what a target exposes; or what
 * Prometheus's API answers about metadata or names.
 */
export function loadKnownMetrics(root: string, cwd: string, path: string): KnownMetrics {
  const file = named(root, resolve(cwd, path));
  const read = readNamed(resolve(cwd, path), file, MOST_BYTES);
  if ("diagnostic" in read) return { ...NONE, diagnostics: [read.diagnostic], sources: new Map() };
  return { ...metricsIn(file, read.text), sources: new Map([[file, read.text]]) };
}

const NONE: Metrics = { series: [], names: [] };

type Found = Omit<KnownMetrics, "sources">;

function metricsIn(file: string, text: string): Found {
  if (/^\s*[[{]/.test(text) || /\.(ya?ml|json)$/.test(file)) {
    const document = readYaml(file, text);
    return "diagnostics" in document ? { ...NONE, ...document } : declaredIn(file, document);
  }
  const found = readExposition(text);
  return "series" in found ? { ...found, diagnostics: [] } : unreadable(file, found.line);
}

function declaredIn(file: string, { data, locate }: YamlDocument): Found {
  const declared = entryOf(data, "metrics");
  if (declared !== undefined) {
    const { series, findings } = nobodysMetrics(declared);
    // That it has no alerts is no mistake of a list of metrics.
    const own = findings.filter(({ place }) => place.path[0] === "metrics");
    return { series, names: [], diagnostics: own.map((one) => located(one, locate)) };
  }
  const answer = entryOf(data, "data") ?? data;
  const names = Array.isArray(answer) ? answer.filter((name): name is string => typeof name === "string") : [];
  const families = Array.isArray(answer) ? [] : familiesIn(answer);
  if (names.length + families.length === 0) return unreadable(file, 1);
  return { ...metricsOf(families, names), diagnostics: [] };
}

// As Prometheus tells it: by name a list of what its targets say, mostly the same.
function familiesIn(answer: unknown): readonly Family[] {
  if (typeof answer !== "object" || answer === null) return [];
  return Object.entries(answer).flatMap(([name, told]: [string, unknown]) => {
    const first: unknown = Array.isArray(told) ? told[0] : undefined;
    const [type, unit = ""] = [entryOf(first, "type"), entryOf(first, "unit")];
    return typeof type === "string" ? [{ name, type, unit: String(unit) }] : [];
  });
}

function entryOf(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value)).get(key);
}

function unreadable(file: string, line: number): Found {
  return { ...NONE, diagnostics: [diagnostic(unreadableMetrics, { file, line, column: 1 }, { line })] };
}
