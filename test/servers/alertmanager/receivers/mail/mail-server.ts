import { createServer } from "node:net";
import { eachOnce, type Mailbox } from "../arrival.ts";
import { type Listening, listen } from "../listen.ts";
import type { Certificate } from "./certificate.ts";
import type { Envelope } from "./conversation.ts";
import { readMessage } from "./message.ts";
import { serve } from "./serve.ts";

/** A mail server for submission that demands TLS, and reads what it takes. */
export async function mailServer(certificate: Certificate, { take, refuse }: Mailbox): Promise<Listening> {
  const refused = (reason: string) => refuse({ kind: "email", reason });
  const taken = (envelope: Envelope) => {
    const { headers, parts } = readMessage(envelope.data);
    const subject = headers.get("subject") ?? "";
    const text = parts.get("text/plain") ?? "";
    const to = eachOnce(envelope.to).join(", ");
    const named = eachOnce((headers.get("to") ?? "").split(/, */)).join(", ");
    if (named !== to) refused(`the header names ${named}, the envelope ${to}`);
    take({
      kind: "email",
      to,
      status: subject.startsWith("[resolved]") ? "resolved" : "firing",
      alerts: eachOnce([...text.matchAll(/^ {2}alertname=(.*)$/gm)].map(([, name = ""]) => name)),
      fields: [
        ["from", `${headers.get("from")} (envelope: ${envelope.from})`],
        ["to", headers.get("to") ?? ""],
        ["subject", subject],
        ["text", text],
        ["html", parts.get("text/html") ?? ""],
      ],
    });
  };
  return listen(createServer((socket) => serve(socket, certificate, { taken, refused })));
}
