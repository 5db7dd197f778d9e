import type { Program } from "../../program/program.ts";
import { compareText } from "../../routing/unicode.ts";
import type { Artifact } from "../artifact.ts";
import { printYaml } from "../yaml.ts";
import { configEntry } from "./config.ts";
import { ORGANISATION } from "./names.ts";
import { fallbackCase, routingCases } from "./routing-cases.ts";
import { ownTemplates } from "./templates.ts";

/**
 * One tenant's Alertmanager: a configuration that works alone, its texts and its routing tests.
 * `templates` are the texts of `NOTIFICATION_TEMPLATES`.
 */
export function alertmanager(program: Program, templates: readonly string[]): readonly Artifact[] {
  return artifacts(program, [program], templates, (_, name) => name);
}

/**
 * The Alertmanager that tenants share: each tenant's part is the one of its own configuration, its declarations are
 * named `acme/teams/music`. Nothing for no tenants.
 */
export function mergedAlertmanager(programs: readonly Program[], templates: readonly string[]): readonly Artifact[] {
  const sorted = [...programs].sort((a, b) => compareText(a.tenant.name, b.tenant.name));
  const [first] = sorted;
  return first === undefined ? [] : artifacts(first, sorted, templates, ({ tenant }, name) => `${tenant.name}/${name}`);
}

type OriginName = (program: Program, name: string) => string;

function artifacts(
  first: Program,
  programs: readonly Program[],
  templates: readonly string[],
  originName: OriginName,
): readonly Artifact[] {
  const { organisation, environment } = first;
  const origins = (part: readonly Program[], of: (program: Program) => readonly string[]) =>
    [...new Set(part.flatMap((program) => of(program).map((name) => originName(program, name))))].sort(compareText);
  return [
    {
      path: "alertmanager/alertmanager.yaml",
      content: printYaml(configEntry(first, programs)),
      kind: "alertmanager-config",
      origins: origins(programs, configOrigins),
    },
    ...programs.map((program) => ({
      path: `alertmanager/templates/${program.tenant.name}.tmpl`,
      content: ownTemplates(program.tenant, program.environment, templates),
      kind: "alertmanager-template",
      origins: origins([program], channelOrigins),
    })),
    {
      path: `alertmanager/templates/${ORGANISATION}.tmpl`,
      content: ownTemplates({ name: ORGANISATION, title: organisation.name, label: "" }, environment, templates),
      kind: "alertmanager-template",
      origins: [organisation.alertmanager.fallback.origin.name],
    },
    {
      path: "alertmanager/tests/routing.yaml",
      content: printYaml({ tests: [...programs.flatMap(routingCases), fallbackCase(organisation)] }),
      kind: "alertmanager-tests",
      origins: origins(programs, ({ alerts, teams }) => [...alerts, ...teams].map(({ origin }) => origin.name)),
    },
  ];
}

function configOrigins(program: Program): readonly string[] {
  const heartbeats = program.alerts.filter(({ kind }) => kind === "heartbeat");
  const routed = [...program.teams, ...program.schedules, ...program.inhibitions, ...heartbeats];
  return [...channelOrigins(program), ...routed.map(({ origin }) => origin.name)];
}

function channelOrigins({ channels }: Program): readonly string[] {
  return channels.map(({ origin }) => origin.name);
}
