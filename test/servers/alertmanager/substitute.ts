import { z } from "zod";
import type { Receivers } from "./receivers/receivers.ts";

/** What is read and changed of an emitted configuration; all else stays as it is. */
export const emittedConfig = z.looseObject({
  global: z.looseObject({}).default({}),
  route: z.looseObject({}),
  receivers: z.array(
    z.looseObject({
      name: z.string(),
      slack_configs: z.array(z.looseObject({ api_url_file: z.string() })).optional(),
      pagerduty_configs: z.array(z.looseObject({ routing_key_file: z.string() })).optional(),
      webhook_configs: z.array(z.looseObject({ url_file: z.string() })).optional(),
      email_configs: z.array(z.looseObject({ to: z.string() })).optional(),
    }),
  ),
  time_intervals: z.array(z.looseObject({ name: z.string(), time_intervals: z.array(z.unknown()) })),
});

/** An emitted configuration. */
export type EmittedConfig = z.infer<typeof emittedConfig>;

/** What a configuration is changed in beyond its addresses. */
export interface Circumstances {
  /** Whether all schedules are said to hold now, or none; else they are as declared. */
  readonly hours: "inside" | "outside" | "as declared";
  /** Whether groups wait for one second only, or as long as they are told to. */
  readonly timing: "hastened" | "as emitted";
}

const ALWAYS = [{}];
const NEVER = [{ years: ["1970"] }];

/** The configuration with what has to differ here: addresses that no file can hold, and what the circumstances say. */
export function substituted(
  config: EmittedConfig,
  { smarthost, pagerDutyUrl }: Pick<Receivers, "smarthost" | "pagerDutyUrl">,
  { hours, timing }: Circumstances,
): EmittedConfig {
  const smtp = "smtp_smarthost" in config.global ? { smtp_smarthost: smarthost } : {};
  const intervals = hours === "inside" ? ALWAYS : NEVER;
  return {
    ...config,
    global: { ...config.global, ...smtp, pagerduty_url: pagerDutyUrl },
    route: timing === "as emitted" ? config.route : hastened(config.route),
    time_intervals: config.time_intervals.map((interval) =>
      hours === "as declared" ? interval : { ...interval, time_intervals: intervals },
    ),
  };
}

/** A route and those below it, with one second wherever they let a group wait. */
function hastened(route: unknown): Record<string, unknown> {
  const { routes = [], ...own } = z.looseObject({ routes: z.array(z.unknown()).optional() }).parse(route);
  const waits = ["group_wait", "group_interval"].filter((name) => name in own && own[name] !== "0s");
  return {
    ...own,
    ...Object.fromEntries(waits.map((name) => [name, "1s"])),
    ...(routes.length > 0 && { routes: routes.map(hastened) }),
  };
}
