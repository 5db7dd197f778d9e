import type { Program } from "../../../program/program.ts";
import { dataOf, type Emitted } from "../read.ts";
import { type AlertmanagerPart, digest, partsOf, sharedPart, sizeOf } from "./alertmanager-part.ts";
import { type Claimed, claimsOf, reachesOf } from "./claims.ts";

/** Something in one tenant's files that is another's, too. */
export interface Crossing {
  readonly tenant: string;
  readonly path: string;
  readonly text: string;
}

/** What is remembered of a tenant's files in one environment. */
interface Known {
  readonly tenant: string;
  readonly pin: { readonly label: string; readonly value: string };
  readonly claims: readonly Claimed[];
  readonly reaches: readonly { readonly path: string; readonly pattern: string }[];
  readonly alertmanager: (AlertmanagerPart & { readonly shared: string; readonly size: number }) | undefined;
  readonly templates: readonly Template[];
}

/** A file of texts, and what stands for its content. */
interface Template {
  readonly path: string;
  readonly content: string;
}

/**
 * What holds of the files of all tenants together: no two claim one name on a server that they share, no index pattern of
 * one takes the data streams of another, and what is merged holds each tenant's own routes, receivers, inhibitions and
 * hours, no others, and nothing else. With each merged route and inhibition limited to its tenant, an alert then arrives
 * in the merged tree where it arrives in its tenant's own.
 */
export class Crossings {
  readonly #byEnvironment = new Map<string, Known[]>();
  readonly #shared: ReadonlySet<string>;

  /** `shared`: credentials that the organisation lets tenants share, as they are named in files. */
  constructor(shared: Iterable<string> = []) {
    this.#shared = new Set(shared);
  }

  /** Remembers what a tenant's files claim. */
  add({ tenant, environment }: Pick<Program, "tenant" | "environment">, files: readonly Emitted[]): void {
    const known = this.#byEnvironment.get(environment.name) ?? [];
    this.#byEnvironment.set(environment.name, known);
    known.push(knownOf({ label: tenant.label, value: tenant.name }, files));
  }

  /** What crosses between the tenants of an environment. `merged` are the files that were made of all of them. */
  among(environment: string, merged: readonly Emitted[]): readonly Crossing[] {
    const tenants = this.#byEnvironment.get(environment) ?? [];
    return [...this.#claimedTwice(tenants), ...reaching(tenants), ...unlikeMerged(tenants, merged)];
  }

  #claimedTwice(tenants: readonly Known[]): readonly Crossing[] {
    const first = new Map<string, string>();
    return tenants.flatMap(({ tenant, claims }) =>
      claims.flatMap(({ what, name, path }) => {
        const key = `${what}\n${name}`;
        const owner = first.get(key) ?? tenant;
        first.set(key, owner);
        if (owner === tenant || this.#isEverybodys(what, name)) return [];
        return [{ tenant, path, text: `the ${what} ${name} is ${owner}'s already` }];
      }),
    );
  }

  #isEverybodys(what: string, name: string): boolean {
    return what === "credential" && [...this.#shared].some((secret) => name.endsWith(`/${secret}`));
  }
}

function knownOf(pin: Known["pin"], files: readonly Emitted[]): Known {
  const read = files.map((file) => ({ ...file, data: dataOf(file) })).filter(({ data }) => data !== undefined);
  const config = read.find(({ kind }) => kind === "alertmanager-config")?.data;
  return {
    tenant: pin.value,
    pin,
    claims: read.flatMap(({ kind, data, path }) => claimsOf(kind, data, path)),
    reaches: read.flatMap(({ kind, data, path }) => reachesOf(kind, data).map((pattern) => ({ path, pattern }))),
    alertmanager:
      config === undefined
        ? undefined
        : { ...partsOf(config, pin.label)(pin.value), shared: sharedPart(config), size: sizeOf(config) },
    templates: templatesIn(files),
  };
}

function templatesIn(files: readonly Emitted[]): readonly Template[] {
  return files.flatMap(({ kind, path, content }) =>
    kind === "alertmanager-template" ? [{ path, content: digest(content) }] : [],
  );
}

function reaching(tenants: readonly Known[]): readonly Crossing[] {
  const streams = tenants.flatMap(({ tenant, claims }) =>
    claims.flatMap(({ what, name }) => (what === "data stream" ? [{ tenant, name }] : [])),
  );
  // Who is named first has it: that the second claims it as well is found there.
  const owners = new Map([...streams].reverse().map(({ tenant, name }) => [name, tenant]));
  return tenants.flatMap(({ tenant, reaches }) =>
    reaches.flatMap(({ path, pattern }) => {
      const others = pattern.includes("*")
        ? taken(pattern, streams)
        : [owners.get(pattern)].filter((one) => one !== undefined);
      const other = others.find((one) => one !== tenant);
      return other === undefined ? [] : [{ tenant, path, text: `${pattern} takes what is ${other}'s` }];
    }),
  );
}

function taken(
  pattern: string,
  streams: readonly { readonly tenant: string; readonly name: string }[],
): readonly string[] {
  return streams.flatMap(({ tenant, name }) => (isTaken(pattern, name) ? [tenant] : []));
}

/** Whether a pattern, in which each `*` is any text, takes the whole of a name. */
function isTaken(pattern: string, name: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return name === pattern;
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at + last.length <= name.length;
}

const PARTS = {
  routes: "routes",
  receivers: "receivers",
  inhibitions: "inhibitions",
  hours: "time intervals",
} as const;

function unlikeMerged(tenants: readonly Known[], merged: readonly Emitted[]): readonly Crossing[] {
  const file = merged.find(({ kind }) => kind === "alertmanager-config");
  if (file === undefined) return [];
  const config = dataOf(file);
  const [label = ""] = tenants.map(({ pin }) => pin.label);
  const inMerged: Merged = { path: file.path, part: partsOf(config, label), shared: sharedPart(config) };
  const templates = new Map(templatesIn(merged).map(({ path, content }) => [path, content]));
  const found = tenants.flatMap((known) => [
    ...unlikePart(known, inMerged),
    ...known.templates.flatMap(({ path, content }) =>
      templates.get(path) === content ? [] : [{ tenant: known.tenant, path, text: "it isn't that of its own folder" }],
    ),
  ]);
  return found.length > 0 ? found : excess(tenants, config, file.path);
}

/** The configuration of all tenants. */
interface Merged {
  readonly path: string;
  readonly part: (tenant: string) => AlertmanagerPart;
  readonly shared: string;
}

function unlikePart({ tenant, pin, alertmanager }: Known, { path, part: partIn, shared }: Merged): readonly Crossing[] {
  if (alertmanager === undefined) return [];
  const inMerged = partIn(pin.value);
  const unlike = (Object.keys(PARTS) as (keyof typeof PARTS)[]).filter((part) => inMerged[part] !== alertmanager[part]);
  const others = alertmanager.shared === shared ? [] : ["the settings that all share"];
  return [...unlike.map((part) => `the ${PARTS[part]} of ${tenant}`), ...others].map((what) => ({
    tenant,
    path,
    text: `${what} aren't those of its own configuration`,
  }));
}

// One receiver, the organisation's, is in each of them.
function excess(tenants: readonly Known[], config: unknown, path: string): readonly Crossing[] {
  const own = tenants.reduce(
    (sum, { alertmanager }) => sum + (alertmanager === undefined ? 0 : alertmanager.size - 1),
    1,
  );
  const more = sizeOf(config) - own;
  const [first] = tenants;
  if (more === 0 || first === undefined) return [];
  return [{ tenant: first.tenant, path, text: `${more} routes, receivers, inhibitions or hours are no tenant's` }];
}
