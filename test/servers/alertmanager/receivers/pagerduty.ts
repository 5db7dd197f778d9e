import { z } from "zod";
import { eachOnce, type Mailbox } from "./arrival.ts";
import type { Answer, Posted } from "./local-http.ts";

/** PagerDuty takes anything and shows an object as a table; what we say are texts, and none is empty. */
const text = z.string().min(1);
const details = z.strictObject({
  firing: text,
  resolved: text,
  num_firing: z.coerce.string<string | number>(),
  num_resolved: z.coerce.string<string | number>(),
  recommendation: text,
  team: text,
  environment: text,
});

const event = z.strictObject({
  routing_key: z.string().length(32),
  dedup_key: z.string().min(1).max(255),
  event_action: z.enum(["trigger", "resolve"]),
  client: z.string(),
  client_url: z.url(),
  links: z.array(z.strictObject({ href: z.url(), text: z.string().min(1) })).optional(),
  payload: z.strictObject({
    summary: z.string().min(1).max(1024),
    source: z.string().min(1),
    severity: z.enum(["critical", "error", "warning", "info"]),
    class: z.string().default(""),
    component: z.string().default(""),
    group: z.string().default(""),
    custom_details: details,
  }),
});

/** PagerDuty's Events API v2: `/v2/enqueue`. `ownerOf` says whose a routing key is. */
export function pagerDuty(
  { take, refuse }: Mailbox,
  ownerOf: (routingKey: string) => string | undefined,
): (posted: Posted) => Answer {
  return ({ body }) => {
    const read = event.safeParse(JSON.parse(body));
    const to = read.success ? ownerOf(read.data.routing_key) : undefined;
    if (!read.success || to === undefined) {
      const reason = read.success ? "Invalid routing key" : z.prettifyError(read.error);
      refuse({ kind: "pagerduty", reason });
      return { status: 400, body: JSON.stringify({ status: "invalid event", errors: [reason] }) };
    }
    const { dedup_key, event_action, client, client_url, links = [], payload } = read.data;
    const { custom_details, ...rest } = payload;
    const told = Object.values(custom_details).join("\n");
    take({
      kind: "pagerduty",
      to,
      status: event_action === "resolve" ? "resolved" : "firing",
      alerts: eachOnce([...told.matchAll(/^ {2}alertname=(.*)$/gm)].map(([, name = ""]) => name)),
      fields: [
        ["event_action", event_action],
        ["dedup_key", dedup_key],
        ...Object.entries(rest).filter(([, said]) => said !== ""),
        ["client", client],
        ["client_url", client_url],
        ...Object.entries(custom_details).map(([name, said]) => [`details.${name}`, said] as const),
        ["links", links.map((link) => `${link.text}: ${link.href}`).join("\n")],
      ],
    });
    return { status: 202, body: JSON.stringify({ status: "success", message: "Event processed", dedup_key }) };
  };
}
