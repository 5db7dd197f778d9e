import type { Path } from "../../diagnostics/diagnostic.ts";
import type { Channel, Organisation, Program } from "../../program/program.ts";

/** A secret that a tenant refers to, and where. */
export interface CredentialUse {
  readonly name: string;
  readonly path: Path;
}

/** Every secret that a tenant's channels and scrape jobs refer to. */
export function credentialsOf({ channels, scrapes }: Program): readonly CredentialUse[] {
  return [
    ...channels.flatMap((channel) => {
      const [property, name] = credentialIn(channel);
      return name === undefined ? [] : [{ name, path: [...channel.origin.path, property] }];
    }),
    ...scrapes.flatMap(({ bearerToken, origin }) =>
      bearerToken === undefined ? [] : [{ name: bearerToken, path: [...origin.path, "bearerToken"] }],
    ),
  ];
}

/** The secret with which the organisation hears of what no tenant's route takes. */
export function fallbackCredential({ alertmanager }: Organisation): string | undefined {
  return credentialIn(alertmanager.fallback)[1];
}

function credentialIn(channel: Channel): readonly [property: string, name: string | undefined] {
  switch (channel.type) {
    case "slack":
      return ["webhook", channel.webhook];
    case "pagerduty":
      return ["routingKey", channel.routingKey];
    case "webhook":
      return ["url", channel.url];
    case "email":
      return ["to", undefined];
  }
}
