import { z } from "zod";
import { name, secret } from "./values.ts";

const slack = z.strictObject({
  type: z.literal("slack"),
  webhook: secret,
  room: z.string().regex(/^[#@][^\s\p{C}]{1,79}$/u, "@room"),
});
const pagerduty = z.strictObject({ type: z.literal("pagerduty"), routingKey: secret });
const email = z.strictObject({
  type: z.literal("email"),
  to: z.array(z.string().regex(/^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}$/, "@mail address")).min(1),
});
const webhook = z.strictObject({ type: z.literal("webhook"), url: secret });

/** Ways to reach people. */
export const channels = z.record(name, z.discriminatedUnion("type", [slack, pagerduty, email, webhook]));

export type ChannelDeclaration = z.output<typeof channels>[string];

const DAY = "(monday|tuesday|wednesday|thursday|friday|saturday|sunday)";
const CLOCK = String.raw`([01]\d|2[0-3]):[0-5]\d`;

/** Recurring hours. */
export const schedules = z.record(
  name,
  z.strictObject({
    weekdays: z.array(z.string().regex(new RegExp(`^${DAY}(:${DAY})?$`), "@weekdays")).min(1),
    times: z
      .array(
        z
          .string()
          .regex(new RegExp(`^${CLOCK}-(${CLOCK}|24:00)$`), "@hours of a day")
          .refine((times) => times.slice(0, 5) < times.slice(6), "@hours of a day")
          .transform((times) => ({ start: times.slice(0, 5), end: times.slice(6) })),
      )
      .min(1),
    zone: z.string().refine(isTimeZone, "@time zone"),
  }),
);

// UTC offsets are zones of Intl, but none that Alertmanager knows.
function isTimeZone(zone: string): boolean {
  if (!/^[A-Z][A-Za-z]*(\/[A-Za-z0-9_+-]+)*$/.test(zone)) return false;
  return zone === "UTC" || (spelling(zone) ?? (isKnown(zone) ? zone : undefined)) === zone;
}

let spellings: ReadonlyMap<string, string> | undefined;

// Intl takes any letter case, a server's zone database doesn't.
function spelling(zone: string): string | undefined {
  spellings ??= new Map(Intl.supportedValuesOf("timeZone").map((name) => [name.toLowerCase(), name]));
  return spellings.get(zone.toLowerCase());
}

// Names that others have replaced, such as Asia/Kolkata for Asia/Calcutta, are known but not listed.
function isKnown(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const destination = z.union([
  name.describe("A channel."),
  z.strictObject({ to: name, during: name, otherwise: name.exactOptional() }).describe("{ to, during, otherwise }."),
]);

/** Teams, and where each severity goes. */
export const teams = z.record(
  name,
  z.strictObject({ page: destination, ticket: destination, info: destination.exactOptional() }),
);

export type DestinationDeclaration = z.output<typeof destination>;

export const severity = z.enum(["page", "ticket", "info"]);
