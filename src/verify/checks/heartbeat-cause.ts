import { heartbeatAsCause } from "../../diagnostics/codes/expression.ts";
import type { Check } from "./check.ts";

/** A heartbeat fires all the time, so an alert that it explains is held back all the time. */
export const heartbeatCause: Check = (program, report) => {
  const heartbeats = new Set(program.alerts.filter(({ kind }) => kind === "heartbeat").map(({ name }) => name));
  for (const { source, target, origin } of program.inhibitions) {
    const { alertname: cause = "" } = source;
    if (heartbeats.has(cause)) report(heartbeatAsCause, origin.path, { alert: target.alertname ?? "", cause });
  }
};
