import { readdirSync } from "node:fs";
import { join } from "node:path";
import { failed, run } from "../../scripts/steps/run-command.ts";
import type { Program } from "../../src/program/program.ts";
import { pathOf } from "../judges/tools.ts";
import type { DemoTarget, Labels } from "./demo/declared.ts";
import { type Dense, type ScrapedSeries, writeHistory } from "./demo/history.ts";
import type { Demo, Measured } from "./demo/service.ts";
import { startPrometheus } from "./start/prometheus.ts";

/** A condition that a Prometheus before this one had seen to hold for so many seconds. */
export interface Pending {
  readonly alert: string;
  /** The labels of its condition. */
  readonly labels: Labels;
  readonly seconds: number;
}

const minute = 60;
const day = 86_400;

/** What would have been scraped. */
export function scrapedBefore(
  { tenant }: Program,
  targets: readonly DemoTarget[],
  demo: Demo,
  measured: ReadonlyMap<string, Measured>,
): readonly ScrapedSeries[] {
  return targets.map((target) => ({
    added: { instance: target.address, job: target.job.name, [tenant.label]: tenant.name },
    // A real counter doesn't go on where a modelled one ended; gauges do no harm.
    series: demo.series(target).filter(({ name }) => !(measured.has(target.address) && name.endsWith("_total"))),
  }));
}

/** Prometheus keeps since when a condition has held in a series, from which the next one goes on. */
export function pendingBefore(program: Program, pending: readonly Pending[], now: number): readonly ScrapedSeries[] {
  const series = pending.map(({ alert, labels, seconds }) => {
    const rule = program.alerts.find(({ name }) => name === alert);
    if (!rule) throw new Error(`acme has no alert ${alert}`);
    const since = Math.floor(now - seconds);
    return {
      name: "ALERTS_FOR_STATE",
      labels: { alertname: alert, ...rule.labels, ...labels },
      valueAt: (time: number) => (time < since ? Number.NaN : since),
    };
  });
  return [{ added: {}, series }];
}

/** Eight days and an hour of samples, and what acme's rules would have recorded: for its services a week ago, for its objectives until now. */
export async function writePast(
  scraped: readonly ScrapedSeries[],
  rules: string,
  data: string,
  now: number,
): Promise<void> {
  const weekAgo = { from: now - 7 * day - 20 * minute, to: now - 7 * day + 40 * minute };
  await writeHistory(scraped, {
    from: now - 8 * day - 3600,
    to: now,
    dense: [weekAgo, { from: now - day - 20 * minute, to: now - day + 40 * minute }, { from: now - 7200, to: now }],
    data,
  });
  const recorder = await startPrometheus({ data, configuration: {} });
  const record = async (files: readonly string[], { from, to }: Dense): Promise<void> => {
    const args = [`--url=${recorder.address}`, `--start=${from}`, `--end=${to}`, `--output-dir=${data}`];
    const paths = files.map((file) => join(rules, file));
    const made = await run(pathOf("promtool"), ["tsdb", "create-blocks-from", "rules", ...args, ...paths]);
    if (failed(made)) throw new Error(`promtool records no history: ${made.stderr}`);
  };
  try {
    await record(["api.yaml"], { ...weekAgo, from: weekAgo.from + 6 * minute });
    const objectives = readdirSync(rules).filter((file) => file.startsWith("slo-"));
    await record(objectives, { from: now - 15 * minute, to: now });
  } finally {
    await recorder.stop();
  }
}
