import { mailWithoutServer } from "../../diagnostics/codes/reference.ts";
import type { Compilation } from "../compilation.ts";
import type { Channel, Organisation } from "../program.ts";

/** Alertmanager refuses a receiver of mail where it has no server for it. */
export function checkMail(
  channels: Iterable<Channel>,
  { alertmanager }: Organisation,
  compilation: Pick<Compilation, "report">,
): void {
  if (alertmanager.smtp !== undefined) return;
  for (const { name, type, origin } of channels) {
    if (type === "email") compilation.report(mailWithoutServer, origin.path, { channel: name });
  }
}
