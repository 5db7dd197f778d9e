import { z } from "zod";
import { eachOnce, type Mailbox } from "./arrival.ts";
import type { Answer, Posted } from "./local-http.ts";

const attachment = z.strictObject({
  title: z.string().min(1).max(1024),
  title_link: z.url(),
  text: z.string().min(1).max(40_000),
  fallback: z.string().min(1),
  callback_id: z.literal(""),
  footer: z.string().min(1),
  color: z.union([z.enum(["good", "warning", "danger"]), z.string().regex(/^#[0-9a-f]{6}$/)]),
  mrkdwn_in: z.array(z.string()),
});
const message = z.strictObject({
  channel: z.string().regex(/^[#@]/),
  username: z.string(),
  attachments: z.tuple([attachment]),
});

/** Slack's incoming webhooks: `/services/` and the path of a secret. */
export function slack({ take, refuse }: Mailbox): (posted: Posted) => Answer {
  return ({ path, body }) => {
    const read = message.safeParse(JSON.parse(body));
    if (!read.success) {
      refuse({ kind: "slack", reason: z.prettifyError(read.error) });
      return { status: 400, body: "invalid_payload" };
    }
    const { channel, attachments } = read.data;
    const { color, title, title_link, text, fallback, footer } = attachments[0];
    take({
      kind: "slack",
      to: path.replace("/services/", ""),
      status: title.startsWith("RESOLVED") ? "resolved" : "firing",
      alerts: eachOnce([footer.replace(/ · .*/, "")]),
      fields: [
        ["channel", channel],
        ["color", color],
        ["title", title],
        ["title_link", title_link],
        ["text", text],
        ["footer", footer],
        ...(fallback === title ? [] : [["fallback", fallback] as const]),
      ],
    });
    return { status: 200, body: "ok" };
  };
}
