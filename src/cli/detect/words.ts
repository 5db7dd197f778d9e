import type { BatchSummary } from "../../detector/batch/batch.ts";
import type { Style } from "../terminal/style.ts";

/** What came of a batch, for people. */
export function summaryWords(summary: BatchSummary, input: string, style: Style): string {
  const { anomalies, bad, badLines, carried, detector, features, judged, learning } = summary;
  const lines = badLines.map(({ line, problem }) => `${input}:${line}: ${problem}; skipped`);
  if (bad > badLines.length) lines.push(`… and ${count(bad - badLines.length)} more lines that could not be read`);
  const what = features === undefined ? "events" : features.join(", ");
  const unjudged = carried.length === 0 ? "" : style.dim(` (carried along: ${carried.join(", ")})`);
  const found = `${count(judged)} lines judged by ${detector}: ${style.bold(anomalies === 1 ? "1 anomaly" : `${count(anomalies)} anomalies`)}`;
  const began = learning === 0 ? "" : `, ${count(learning)} lines without a verdict: it was still learning`;
  return [...lines, `${what}${unjudged}`, `${found}${began}`, ""].join("\n");
}

function count(value: number): string {
  return value.toLocaleString("en");
}
