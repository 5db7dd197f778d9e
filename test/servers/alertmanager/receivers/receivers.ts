import type { Arrival, Refusal } from "./arrival.ts";
import { serveHttp } from "./local-http.ts";
import { localCertificate } from "./mail/certificate.ts";
import { mailServer } from "./mail/mail-server.ts";
import { pagerDuty } from "./pagerduty.ts";
import { slack } from "./slack.ts";
import { webhook } from "./webhook.ts";

/** A local service for each kind of channel, and what arrived at them. */
export interface Receivers {
  /** What arrived, in the order of arriving. */
  readonly arrivals: readonly Arrival[];
  /** What was refused, as the real service would have; nothing should be. */
  readonly refusals: readonly Refusal[];
  /** The content of the file of a secret that leads to this machine; the path says what kind of channel it is for. */
  secret(kind: "slack" | "pagerduty" | "webhook", path: string): string;
  /** `127.0.0.1:2525`, for `smtp_smarthost`. */
  readonly smarthost: string;
  /** For `pagerduty_url`. */
  readonly pagerDutyUrl: string;
  /** The certificate that the mail server shows, for those who shall trust it. */
  readonly certificateFile: string;
  stop(): Promise<void>;
}

/** Starts the services on free ports; the mail server's certificate is put into the folder. */
export async function startReceivers(folder: string): Promise<Receivers> {
  const arrivals: Arrival[] = [];
  const refusals: Refusal[] = [];
  const routingKeys = new Map<string, string>();
  const mailbox = {
    take: (arrival: Arrival) => void arrivals.push(arrival),
    refuse: (refusal: Refusal) => void refusals.push(refusal),
  };
  const services = {
    "/services/": slack(mailbox),
    "/v2/enqueue": pagerDuty(mailbox, (key) => routingKeys.get(key)),
    "/hooks/": webhook(mailbox),
  };
  const http = await serveHttp((posted) => {
    const service = Object.entries(services).find(([path]) => posted.path.startsWith(path))?.[1];
    return service?.(posted) ?? { status: 404, body: `nobody at ${posted.method} ${posted.path}` };
  });
  const certificate = await localCertificate(folder);
  const mail = await mailServer(certificate, mailbox);
  const url = `http://127.0.0.1:${http.port}`;
  return {
    arrivals,
    refusals,
    secret: (kind, path) => {
      if (kind !== "pagerduty") return `${url}${kind === "slack" ? "/services/" : "/hooks/"}${path}`;
      const key = Buffer.from(path).toString("hex").padEnd(32, "0").slice(-32);
      routingKeys.set(key, path);
      return key;
    },
    smarthost: `127.0.0.1:${mail.port}`,
    pagerDutyUrl: `${url}/v2/enqueue`,
    certificateFile: certificate.file,
    stop: async () => {
      await Promise.all([http.stop(), mail.stop()]);
    },
  };
}
