import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dump, load } from "js-yaml";
import { z } from "zod";
import type { Program } from "../../../src/program/program.ts";
import type { Expr } from "../../../src/promql/syntax/ast.ts";
import { print } from "../../../src/promql/syntax/print.ts";
import { selectors, walk } from "../../../src/promql/syntax/walk.ts";
import { type Cost, costsOf } from "../../../src/verify/cost/cost.ts";
import { samplesOf, shapeOf } from "../../../src/verify/cost/expression.ts";
import { Sources } from "../../../src/verify/cost/sources.ts";
import { output } from "../../output/files.ts";
import { writeHistory } from "../demo/history.ts";
import { instant } from "../prometheus/ask.ts";
import { type RunningPrometheus, startPrometheus } from "../start/prometheus.ts";
import { until } from "../until.ts";
import { answering, exposedBy, type Filling, storedBy } from "./exposed.ts";

const MINUTE = 60_000;
/** How much history there is: rules that look further back aren't compared. */
const HISTORY = 35 * MINUTE;

/** An estimate, and what a Prometheus says. */
export interface Compared {
  readonly estimated: number;
  readonly measured: number;
}

/** What was compared of a program. */
export interface CostMeasured {
  /** Of all targets. */
  readonly scraped: Compared;
  /** Of the recordings that have a value after half an hour. */
  readonly recorded: Compared;
  /** Of the rules that read nothing but scraped series of the last half hour. */
  readonly rules: number;
  readonly samples: Compared;
  readonly results: Compared;
  /** The rules of which the estimate is too low. */
  readonly underestimated: readonly string[];
}

/** The program as if all its labels of unknown values had as many as are exposed, scraped each minute. */
function filled(program: Program, filling: Filling): Program {
  const metrics = program.metrics.map((metric) => ({
    ...metric,
    labels: metric.labels.map((label) =>
      label.values === undefined ? { ...label, cardinality: filling(label.name, label.cardinality).length } : label,
    ),
  }));
  const scrapes = program.scrapes
    .filter(({ origin }) => origin.name !== "sidecar")
    .map((job) => ({ ...job, interval: MINUTE }));
  return { ...program, metrics, scrapes, detectors: [] };
}

/** Loads acme's output into a Prometheus whose targets expose what is declared, and compares what it holds and reads. */
export async function measuredCost(acme: Program, filling: Filling): Promise<CostMeasured> {
  const program = filled(acme, filling);
  const folder = mkdtempSync(join(tmpdir(), "monitorgen-cost-"));
  const data = join(folder, "data");
  const exposed = exposedBy(program, filling);
  const targets = await answering(exposed);
  const to = Math.floor(Date.now() / MINUTE) * 60;
  await writeHistory(storedBy(program, exposed), {
    from: to - HISTORY / 1000,
    to: to + 1,
    dense: [{ from: 0, to: to + 1 }],
    data,
  });
  const scrape = join(folder, "scrape.yaml");
  writeFileSync(scrape, localScrapes(join(output, "acme/prometheus/scrape/scrape.yaml"), targets.address));
  const prometheus = await startPrometheus({
    data,
    configuration: {
      global: { scrape_interval: "5s", evaluation_interval: "5s" },
      rule_files: [join(output, "acme/prometheus/rules/*.yaml")],
      scrape_config_files: [scrape],
    },
  });
  try {
    const costs = costsOf(program);
    const live = await until("everything is scraped and recorded", () => liveSeries(prometheus), settled(), {
      seconds: 120,
      pause: 5000,
    });
    const scraped = {
      estimated: seriesOf(costs, (cost) => cost.kind !== "recording"),
      measured: seriesIn(live, isScraped),
    };
    const recorded = {
      estimated: seriesOf(costs, (cost) => cost.kind === "recording" && live.has(cost.name)),
      measured: seriesIn(live, (name) => !isScraped(name)),
    };
    return { scraped, recorded, ...(await comparedRules(program, prometheus, to)) };
  } finally {
    await prometheus.stop();
    await targets.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const job = z.looseObject({ job_name: z.string(), authorization: z.unknown().optional() });

function localScrapes(file: string, proxy: string): string {
  const { scrape_configs: jobs } = z.object({ scrape_configs: z.array(job) }).parse(load(readFileSync(file, "utf8")));
  const local = jobs
    .filter(({ job_name: name }) => !name.endsWith("/monitorgen-sidecar"))
    .map(({ authorization: _, ...rest }) => ({
      ...rest,
      scheme: "http",
      proxy_url: proxy,
      scrape_interval: "5s",
      scrape_timeout: "5s",
    }));
  return dump({ scrape_configs: local });
}

type Counted = ReadonlyMap<string, number>;

// Alerts that fire or wait are no cost of a quiet tenant.
async function liveSeries(prometheus: RunningPrometheus): Promise<Counted> {
  const all = await instant(prometheus, 'count by (__name__) ({tenant="acme", __name__!~"ALERTS.*"})');
  return new Map(all.map(({ metric, value }) => [metric["__name__"] ?? "", Number(value?.[1])]));
}

const isScraped = (name: string): boolean => !name.includes(":");

function seriesIn(counted: Counted, isMeant: (name: string) => boolean): number {
  return [...counted].reduce((sum, [name, count]) => (isMeant(name) ? sum + count : sum), 0);
}

function seriesOf(costs: readonly Cost[], isMeant: (cost: Cost) => boolean): number {
  return costs.filter(isMeant).reduce((sum, { series }) => sum + series, 0);
}

function settled(): (seen: Counted) => boolean {
  let before = 0;
  let same = 0;
  return (seen) => {
    const now = seriesIn(seen, () => true);
    same = now === before && now > 0 ? same + 1 : 0;
    before = now;
    return same >= 3;
  };
}

async function comparedRules(program: Program, prometheus: RunningPrometheus, at: number) {
  const sources = new Sources(program);
  const step = program.organisation.prometheus.evaluationInterval;
  const scraped = new Set(
    program.metrics.flatMap(({ name }) => [name, `${name}_bucket`, `${name}_sum`, `${name}_count`]),
  );
  const samples = { estimated: 0, measured: 0 };
  const results = { estimated: 0, measured: 0 };
  const underestimated: string[] = [];
  const rules = [...program.recordings.map(({ record: name, expr }) => ({ name, expr })), ...program.alerts].filter(
    ({ expr }) => isRecent(expr, scraped),
  );
  for (const { name, expr } of rules) {
    const estimate = samplesOf(expr, sources, step);
    const read = await samplesRead(prometheus, print(expr), at);
    samples.estimated += estimate;
    samples.measured += read;
    if (estimate < read) underestimated.push(`${name}: ${estimate} < ${read}`);
    results.estimated += shapeOf(expr, sources).series;
    results.measured += (await instant(prometheus, withoutComparison(expr), at)).length;
  }
  return { rules: rules.length, samples, results, underestimated };
}

// Values here only grow: what a comparison would leave is no matter of cost.
function withoutComparison(expr: Expr): string {
  const isCondition = expr.kind === "binary" && [">", "<", ">=", "<=", "==", "!="].includes(expr.operator);
  return print(isCondition ? { ...expr, bool: true } : expr);
}

function isRecent(expr: Expr, scraped: ReadonlySet<string>): boolean {
  let recent = selectors(expr).every(
    ({ metric = "", range = 0, offset = 0 }) => scraped.has(metric) && range + offset < HISTORY - 2 * MINUTE,
  );
  walk(expr, (node) => {
    if (node.kind === "subquery" || (node.kind === "number" && selectors(expr).length === 0)) recent = false;
  });
  return recent;
}

const statistics = z.object({
  data: z.object({ stats: z.object({ samples: z.looseObject({ totalQueryableSamples: z.number() }) }) }),
});

async function samplesRead({ address }: RunningPrometheus, query: string, time: number): Promise<number> {
  const body = new URLSearchParams({ query, time: String(time), stats: "all" });
  const answer = await (await fetch(`${address}/api/v1/query`, { method: "POST", body })).json();
  return statistics.parse(answer).data.stats.samples.totalQueryableSamples;
}
