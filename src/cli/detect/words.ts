import type { BatchSummary } from "../../detector/batch/batch.ts";
import type { Style } from "../terminal/style.ts";

const NAMED = 20;

/** What came of a batch, for people. */
export function summaryWords(summary: BatchSummary, input: string, style: Style): string {
  const { anomalies, backwards, bad, badLines, carried, detector, features, judged, learning } = summary;
  const lines = badLines.map(({ line, problem }) => `${input}:${line}: ${problem}; skipped`);
  if (bad > badLines.length) lines.push(`… and ${count(bad - badLines.length)} more lines that could not be read`);
  if (backwards > 0) {
    const which = backwards === 1 ? "1 line is" : `${count(backwards)} lines are`;
    lines.push(`${which} earlier than the one above: sort the input by its time`);
  }
  const what = features === undefined ? "events" : named(features);
  const unjudged = carried.length === 0 ? "" : style.dim(` (carried along: ${named(carried)})`);
  const found = `${count(judged)} lines judged by ${detector}: ${style.bold(anomalies === 1 ? "1 anomaly" : `${count(anomalies)} anomalies`)}`;
  const began = learning === 0 ? "" : `, ${count(learning)} lines without a verdict: it was still learning`;
  return [...lines, `${what}${unjudged}`, `${found}${began}`, ""].join("\n");
}

/** Names, and of a great many the first. */
function named(names: readonly string[]): string {
  const more = names.length - NAMED;
  return [...names.slice(0, NAMED), ...(more > 0 ? [`… and ${count(more)} more`] : [])].join(", ");
}

function count(value: number): string {
  return value.toLocaleString("en");
}
