import { z } from "zod";
import { eachOnce, type Mailbox } from "./arrival.ts";
import type { Answer, Posted } from "./local-http.ts";

const labels = z.record(z.string(), z.string());
const status = z.enum(["firing", "resolved"]);
const alert = z.object({
  status,
  labels,
  annotations: labels,
  startsAt: z.iso.datetime({ offset: true }),
  endsAt: z.iso.datetime({ offset: true }),
  generatorURL: z.string(),
  fingerprint: z.string(),
});
const notification = z.object({
  version: z.literal("4"),
  receiver: z.string(),
  status,
  alerts: z.array(alert).min(1),
  groupLabels: labels,
  commonLabels: labels,
  commonAnnotations: labels,
  externalURL: z.url(),
  groupKey: z.string(),
  truncatedAlerts: z.literal(0),
});

/** A webhook that reads Alertmanager's own JSON: `/hooks/` and the path of a secret. */
export function webhook({ take, refuse }: Mailbox): (posted: Posted) => Answer {
  return ({ path, body }) => {
    const read = notification.safeParse(JSON.parse(body));
    if (!read.success) {
      refuse({ kind: "webhook", reason: z.prettifyError(read.error) });
      return { status: 400, body: "not understood" };
    }
    take({
      kind: "webhook",
      to: path.replace("/hooks/", ""),
      status: read.data.status,
      alerts: eachOnce(read.data.alerts.map((one) => one.labels["alertname"] ?? "")),
      fields: [["body", JSON.stringify(read.data, null, 2)]],
    });
    return { status: 200, body: "" };
  };
}
