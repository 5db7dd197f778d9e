import { reservedRecording } from "../../../diagnostics/codes/hygiene.ts";
import type { Check } from "../check.ts";

/** A recording has no name under which monitorgen records itself. */
export const recordingNames: Check = ({ expressions }, report) => {
  for (const { origin } of expressions) {
    if (origin.path[0] !== "recordings") continue;
    const record = String(origin.path[1]);
    const place = { path: origin.path.slice(0, 2), part: "key" } as const;
    if (/^(slo|drift):/.test(record)) report(reservedRecording, place, { record });
  }
};
