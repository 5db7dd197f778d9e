import { load } from "js-yaml";
import { readShipped } from "../../src/load/shipped.ts";
import type { Program } from "../../src/program/program.ts";
import type { RoutingConfig } from "../../src/routing/config.ts";
import type { Labels } from "../../src/routing/matchers.ts";
import { readRouting } from "../../src/routing/read-config.ts";
import { notifications } from "../../src/routing/resolve.ts";
import type { Artifact } from "../../src/targets/artifact.ts";
import { emitShared } from "../../src/targets/index.ts";
import { Crossings } from "../../src/verify/proofs/tenancy/crossings.ts";
import { type Data, shared } from "../properties/declared.ts";
import { programOf, quickly } from "../properties/emitted.ts";

/** A tenant, and its files. */
export interface Emitted {
  readonly program: Program;
  readonly files: readonly Artifact[];
}

/** The files of some tenants, and what is merged from them. */
export interface Together {
  readonly tenants: readonly Emitted[];
  readonly merged: readonly Artifact[];
}

/** Emits what is quick to emit, for all. */
export function emitted(declarations: readonly Data[]): Together {
  const programs = declarations.map((one) => programOf(one));
  return {
    tenants: programs.map((program) => ({ program, files: quickly(program) })),
    merged: emitShared(programs, readShipped),
  };
}

/** What the proof finds among them. */
export function crossingsOf({ tenants, merged }: Together): readonly string[] {
  const crossings = new Crossings();
  for (const { program, files } of tenants)
    crossings.add(
      program,
      files.map((file) => ({ ...file })),
    );
  const { name } = shared().defaultEnvironment;
  return crossings
    .among(
      name,
      merged.map((file) => ({ ...file })),
    )
    .map(({ tenant, path, text }) => `${tenant} ${path}: ${text}`);
}

/** What an alert brings about, in one configuration. */
function arrivals(config: RoutingConfig, labels: Labels, at: number | undefined, firing: readonly Labels[]): string {
  const circumstances = at === undefined ? { firing } : { at, firing };
  return JSON.stringify(
    notifications(config, labels, circumstances).map((one) => [
      one.receiver,
      one.groupLabels,
      one.groupWait,
      one.groupInterval,
      one.repeatInterval,
      one.muted !== undefined,
      one.inhibitedBy.map(({ sources }) => sources),
    ]),
  );
}

interface Case {
  readonly name: string;
  readonly labels: Labels;
  readonly at?: string;
}

/**
 * Sends every alert of every tenant through the merged configuration, while all alerts of all tenants fire, and says
 * which of them fare otherwise than in their tenant's own configuration, where only its own fire.
 */
export function strayed({ tenants, merged }: Together): { readonly alerts: number; readonly wrong: readonly string[] } {
  const all = routingIn(merged);
  const own = tenants.map(({ files }) => ({ config: routingIn(files), cases: casesIn(files) }));
  const firing = own.flatMap(({ cases }) => cases.map(({ labels }) => labels));
  const wrong: string[] = [];
  let alerts = 0;
  for (const { config, cases } of own) {
    const mine = cases.map(({ labels }) => labels);
    for (const { name, labels, at } of cases) {
      alerts++;
      const time = at === undefined ? undefined : Date.parse(at);
      if (arrivals(config, labels, time, mine) !== arrivals(all, labels, time, firing)) wrong.push(name);
    }
  }
  return { alerts, wrong };
}

function routingIn(files: readonly Artifact[]): RoutingConfig {
  const { config, problems } = readRouting(dataOf(files, "alertmanager-config"));
  if (config === undefined || problems.length > 0)
    throw new Error(`Alertmanager refuses it: ${JSON.stringify(problems)}`);
  return config;
}

// The last case is the organisation's: an alert of no tenant.
function casesIn(files: readonly Artifact[]): readonly Case[] {
  const { tests } = dataOf(files, "alertmanager-tests");
  return tests.slice(0, -1);
}

function dataOf(files: readonly Artifact[], kind: string) {
  return JSON.parse(JSON.stringify(load(files.find((file) => file.kind === kind)?.content ?? "")));
}
