import type { Trace, Witness } from "../../promql/solve/problem.ts";
import { solveAll } from "../../targets/prometheus/tests/solve-all.ts";
import { printDuration } from "../../values/duration.ts";
import { printQuantity } from "../../values/quantity.ts";
import type { Style } from "../terminal/style.ts";
import type { MakeSection, Subject } from "./section.ts";
import { sparkline } from "./sparkline.ts";

const ROWS = 4;
const MOST_COLUMNS = 60;

/** The witness of an alert: its value over time against the threshold, and what becomes of the alert meanwhile. */
export const shown: MakeSection = (subject, style, width) => {
  const { program, alert } = subject;
  const witness = solveAll({ ...program, alerts: [alert] }).witnesses.get(alert.name);
  if (witness === undefined) return { heading: "shown", lines: [] };
  return { heading: "shown", lines: [...curve(witness.trace, subject, style, width), ...story(witness)] };
};

function curve(trace: Trace, { alert }: Subject, style: Style, width: number): readonly string[] {
  if (trace.bound === undefined || alert.kind === "heartbeat") return [];
  const label = ` ${trace.operator ?? ""} ${printQuantity(trace.bound, alert.unit)}`;
  const columns = Math.min(MOST_COLUMNS, Math.max(10, width - label.length));
  const { rows, boundRow } = sparkline(trace, columns, ROWS);
  return rows.map((row, index) => {
    if (index !== boundRow) return style.cyan(row);
    const parts = row.match(/ +|[^ ]+/g) ?? [];
    const line = parts.map((part) => (part.startsWith(" ") ? style.dim("┄".repeat(part.length)) : style.cyan(part)));
    return `${line.join("")}${style.dim(label)}`;
  });
}

// The first case is the one that fires; its checks are in the order of time.
function story({ cases, sampleMs }: Witness): readonly string[] {
  const [firing, ...silent] = cases;
  const at = (state: "pending" | "firing") =>
    firing?.checks.find(({ instances }) => instances.some((one) => one.state === state))?.timeMs;
  const [pending, fires] = [at("pending"), at("firing")];
  const ends = firing?.checks.find(({ timeMs, instances }) => timeMs > (fires ?? 0) && instances.length === 0)?.timeMs;
  const moments = [
    ...(pending === undefined ? [] : [`pending at ${printDuration(pending)}`]),
    ...(fires === undefined ? [] : [`fires at ${printDuration(fires)}`]),
    ...(ends === undefined ? [] : [`resolved by ${printDuration(ends)}`]),
  ];
  const samples = `samples every ${printDuration(sampleMs)}`;
  const quiet = silent.map(({ title }) => title);
  return [`${moments.join(", ")} (${samples})`, ...quiet];
}
