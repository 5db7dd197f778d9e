import type { Channel, Program } from "../../../program/program.ts";
import type { Artifact } from "../../artifact.ts";

/** A secret that has to exist, who needs it, and the file in which it is looked for. */
export interface Secret {
  readonly path: string;
  readonly usedBy: readonly string[];
  readonly file?: string;
}

/** The secrets that a tenant refers to, sorted by path; the files are those that the emitted configuration names. */
export function secretsOf({ channels, scrapes }: Program, artifacts: readonly Artifact[]): readonly Secret[] {
  const users = new Map<string, string[]>();
  const use = (path: string, user: string): void => void users.set(path, [...(users.get(path) ?? []), user]);
  for (const channel of channels) {
    const path = secretOf(channel);
    if (path !== undefined) use(path, channel.origin.name);
  }
  for (const { bearerToken, origin } of scrapes) if (bearerToken !== undefined) use(bearerToken, origin.name);
  const files = mounted(artifacts);
  return [...users]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, usedBy]) => {
      const file = files.find((candidate) => candidate.endsWith(`/${path}`));
      return { path, usedBy: usedBy.sort(), ...(file === undefined ? {} : { file }) };
    });
}

function secretOf(channel: Channel): string | undefined {
  switch (channel.type) {
    case "slack":
      return channel.webhook;
    case "pagerduty":
      return channel.routingKey;
    case "webhook":
      return channel.url;
    case "email":
      return undefined;
  }
}

const CONFIGURATION = new Set(["alertmanager-config", "prometheus-scrape"]);
const FILE = /^[ -]*[a-z_]+_file: ['"]?([^'"\n]+)['"]?$/gm;

function mounted(artifacts: readonly Artifact[]): readonly string[] {
  const texts = artifacts.filter(({ kind }) => CONFIGURATION.has(kind));
  return texts.flatMap(({ content }) => [...content.matchAll(FILE)].map(([, file]) => file ?? ""));
}
