import { type Pin, verifyEnforced } from "../../../promql/enforce/enforce.ts";
import { substituteGrafana } from "../../../promql/syntax/grafana.ts";
import { parse } from "../../../promql/syntax/parse.ts";
import { print } from "../../../promql/syntax/print.ts";
import type { Artifact } from "../../../targets/artifact.ts";
import { dataOf } from "../read.ts";
import { record, type Unlimited } from "./data.ts";
import { unlabelledRules, unlabelledTargets } from "./labels.ts";
import { queriesOf } from "./queries.ts";
import { unlimitedRouting } from "./routing.ts";

/** Something in an emitted file that reaches beyond its tenant. */
export interface Escape {
  readonly path: string;
  /** What it is, and where in the file. */
  readonly what: string;
  readonly text: string;
}

/** What is known of queries that were read before: most are the same in each environment of a tenant. */
export type QueriesRead = Map<string, readonly string[]>;

/**
 * Reads the emitted files of one tenant again and looks for whatever isn't limited to it: queries without its matcher,
 * routes and inhibitions that take other tenants' alerts, rules and targets without its label, index patterns that match
 * other tenants' indices.
 */
export function escapes(artifacts: readonly Artifact[], pin: Pin, read: QueriesRead = new Map()): readonly Escape[] {
  return artifacts.flatMap((artifact) => {
    const data = dataOf(artifact);
    if (data === undefined) return [];
    const queries = queriesOf(artifact.kind, data).flatMap(({ where, query }) =>
      unlimited(query, pin, read).map((text) => ({ what: where, text })),
    );
    const others = OTHERS[artifact.kind]?.(data, pin) ?? [];
    return [...queries, ...others].map((found) => ({ path: artifact.path, ...found }));
  });
}

/** What else limits a file to its tenant, by kind. */
const OTHERS: Readonly<Record<string, (data: unknown, pin: Pin) => readonly Unlimited[]>> = {
  "alertmanager-config": unlimitedRouting,
  "elasticsearch-index-template": foreignPatterns,
  "prometheus-rules": unlabelledRules,
  "prometheus-scrape": unlabelledTargets,
};

function unlimited(query: string, pin: Pin, read: QueriesRead): readonly string[] {
  const key = JSON.stringify([pin.label, pin.value, query]);
  const found = read.get(key) ?? selectorsBeyond(query, pin);
  read.set(key, found);
  return found;
}

// A query that can't be read is one that can't be shown to be limited.
function selectorsBeyond(query: string, pin: Pin): readonly string[] {
  const { expr } = parse(substituteGrafana(query).text);
  if (expr === undefined) return [query];
  return verifyEnforced(expr, pin).map((selector) => print(selector));
}

function foreignPatterns(data: unknown, pin: Pin): readonly Unlimited[] {
  const { index_patterns: patterns } = record(data);
  return (Array.isArray(patterns) ? patterns : [patterns])
    .map(String)
    .filter((pattern) => !isOwn(pattern, pin.value))
    .map((text) => ({ what: "index_patterns", text }));
}

// A data stream is `logs-<tenant>.<stream>-<environment>`; a wildcard before the tenant's end would take others' too.
function isOwn(pattern: string, tenant: string): boolean {
  return pattern.startsWith(`logs-${tenant.replaceAll("-", "_")}.`) && !pattern.includes("*");
}
