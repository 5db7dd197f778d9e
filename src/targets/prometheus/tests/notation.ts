import type { InputSeries, Run } from "../../../promql/solve/problem.ts";

/** A series as promtool names it: `up{job="a"}`. */
export function seriesName(metric: string, labels: readonly (readonly [string, string])[]): string {
  const inside = labels.map(([name, value]) => `${name}=${quoted(value)}`).join(", ");
  const plain = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(metric);
  if (!plain) return `{${[quoted(metric), inside].filter((part) => part !== "").join(", ")}}`;
  return inside === "" ? metric : `${metric}{${inside}}`;
}

function quoted(value: string): string {
  return `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}

/** Samples in promtool's notation: `_x2 10+1.5x20 stale`. */
export function valuesText(series: InputSeries): string {
  const text = series.runs.map(runText).join(" ");
  return text === "" ? "_" : text;
}

function runText(run: Run): string {
  if (run.kind === "stale") return "stale";
  if (run.kind === "missing") return run.count === 1 ? "_" : `_x${run.count}`;
  const { start, step, count } = run;
  if (count === 1) return decimal(start);
  return `${decimal(start)}${step < 0 ? "-" : "+"}${decimal(Math.abs(step))}x${count - 1}`;
}

/** A number without an exponent where that is short enough to read. */
function decimal(value: number): string {
  const text = String(value);
  if (!text.includes("e-")) return text;
  const [digits = "", exponent = "0"] = text.split("e-");
  const places = Number(exponent) + (digits.split(".")[1]?.length ?? 0);
  return places <= 40 ? value.toFixed(places) : text;
}
