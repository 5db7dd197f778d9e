import { list, record } from "./data.ts";

/** A name under which a tenant's file puts something on a server that others use, too. */
export interface Claim {
  /** What has the name: `dashboard uid`, `receiver`. Names of different things don't meet. */
  readonly what: string;
  readonly name: string;
}

/** A claim, and the file that makes it. */
export interface Claimed extends Claim {
  readonly path: string;
}

type ClaimsOf = (data: unknown, path: string) => readonly Claim[];

const named =
  (what: string) =>
  (name: unknown): readonly Claim[] =>
    typeof name === "string" ? [{ what, name }] : [];

const each =
  (property: string, claim: (item: Readonly<Record<string, unknown>>) => readonly Claim[]): ClaimsOf =>
  (data) =>
    list(record(data)[property]).flatMap((item) => claim(record(item)));

/** The name of a file is that of the object which its content becomes on the server. */
const byFile =
  (what: string): ClaimsOf =>
  (_data, path) =>
    named(what)(
      path
        .split("/")
        .at(-1)
        ?.replace(/\.json$/, ""),
    );

const CLAIMS: Readonly<Record<string, ClaimsOf>> = {
  "alertmanager-config": (data) => [
    ...ownReceivers(data).flatMap(({ name }) => named("receiver")(name)),
    ...list(record(data).time_intervals).flatMap((hours) => named("time interval")(record(hours).name)),
  ],
  "elasticsearch-component-template": byFile("component template"),
  "elasticsearch-ilm": byFile("lifecycle policy"),
  "elasticsearch-index-template": (data, path) => [
    ...byFile("index template")(data, path),
    ...patternsOf(data).flatMap(named("data stream")),
    ...Object.keys(record(record(record(data).template).aliases)).flatMap(named("data stream")),
  ],
  "grafana-dashboard": (data) => named("dashboard uid")(record(data).uid),
  "grafana-dashboard-provider": each("providers", ({ name, folderUid, options }) => [
    ...named("dashboard provider")(name),
    ...named("folder uid")(folderUid),
    ...named("dashboard path")(record(options).path),
  ]),
  "grafana-datasources": each("datasources", ({ name, uid }) => [
    ...named("data source")(name),
    ...named("data source uid")(uid),
  ]),
  "prometheus-rules": each("groups", ({ name }) => named("rule group")(name)),
  "prometheus-scrape": each("scrape_configs", ({ job_name: name }) => named("scrape job")(name)),
};

/** What the data of a file claims, by the file's kind; the files in which it finds credentials are claims as well. */
export function claimsOf(kind: string, data: unknown, path: string): readonly Claimed[] {
  const own = kind === "alertmanager-config" ? ownReceivers(data) : data;
  const found = [...(CLAIMS[kind]?.(data, path) ?? []), ...credentialsIn(own)];
  return found.map((claim) => ({ ...claim, path }));
}

/** The data streams and aliases that a file reads or takes, wildcards included: they must be its tenant's own. */
export function reachesOf(kind: string, data: unknown): readonly string[] {
  if (kind === "elasticsearch-index-template") return patternsOf(data);
  if (kind !== "grafana-datasources") return [];
  return list(record(data).datasources).flatMap((source) => {
    const { index } = record(record(source).jsonData);
    return typeof index === "string" ? index.split(",") : [];
  });
}

// The root's receiver is the organisation's, and in every tenant's configuration.
function ownReceivers(config: unknown): readonly Readonly<Record<string, unknown>>[] {
  const { route, receivers } = record(config);
  const fallback = record(route).receiver;
  return list(receivers)
    .map(record)
    .filter(({ name }) => name !== fallback);
}

function patternsOf(data: unknown): readonly string[] {
  const { index_patterns: patterns } = record(data);
  return (Array.isArray(patterns) ? patterns : [patterns]).filter((one) => typeof one === "string");
}

function credentialsIn(data: unknown): readonly Claim[] {
  if (Array.isArray(data)) return data.flatMap(credentialsIn);
  return Object.entries(record(data)).flatMap(([property, value]) =>
    property.endsWith("_file") ? named("credential")(value) : credentialsIn(value),
  );
}
