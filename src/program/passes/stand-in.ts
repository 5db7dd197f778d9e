import { organisationSchema } from "../schema/organisation.ts";
import { organisationOf, type Shared } from "./organisation.ts";

const SERVER = "https://server.example.com";
const SERVERS = { grafana: SERVER, prometheus: SERVER, alertmanager: SERVER, elasticsearch: SERVER, runbooks: SERVER };

const NEUTRAL = {
  organisation: "organisation",
  prometheus: { version: "3.15", scrapeInterval: "30s", evaluationInterval: "30s", retention: "400d" },
  channels: { nobody: { type: "webhook", url: { secret: "nobody" } } },
  alertmanager: { fallback: "nobody", smtp: { smarthost: "mail.example.com:587", from: "nobody@example.com" } },
};

/**
 * What tenants are checked with while the organisation has mistakes of its own, or isn't there: nothing of it makes a
 * tenant wrong. It has the environments that the declaration names; where it names none, any is taken.
 */
export function standIn(declaration: unknown): Shared {
  const names = environmentsIn(declaration);
  const [first = "production"] = names;
  const environments = Object.fromEntries([...names, first].map((name) => [name, SERVERS]));
  const label = schema.tenantLabel.safeParse(fieldOf(declaration, "tenantLabel"));
  const stand = organisationSchema.parse({
    ...NEUTRAL,
    environments,
    defaultEnvironment: first,
    ...(label.success ? { tenantLabel: label.data } : {}),
  });
  const shared = organisationOf(stand, { report: () => undefined });
  if (shared === undefined) throw new Error("the stand-in for an organisation is wrong");
  return names.length === 0 ? { ...shared, hasAnyEnvironment: true } : shared;
}

const schema = organisationSchema.shape;

function environmentsIn(declaration: unknown): readonly string[] {
  const environments = fieldOf(declaration, "environments");
  if (typeof environments !== "object" || environments === null || Array.isArray(environments)) return [];
  return Object.keys(environments).filter((name) => schema.defaultEnvironment.safeParse(name).success);
}

function fieldOf(declaration: unknown, field: string): unknown {
  if (typeof declaration !== "object" || declaration === null) return undefined;
  return Object.getOwnPropertyDescriptor(declaration, field)?.value;
}
