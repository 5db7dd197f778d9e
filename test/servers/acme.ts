import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { failed, run } from "../../scripts/steps/run-command.ts";
import type { Program } from "../../src/program/program.ts";
import { missing, pathOf } from "../judges/tools.ts";
import { output } from "../output/files.ts";
import { localCertificate } from "./alertmanager/receivers/mail/certificate.ts";
import { examples, usual } from "./demo/acme.ts";
import { type DemoTarget, declaredTargets, type Labels } from "./demo/declared.ts";
import type { Incident } from "./demo/episodes.ts";
import { type Dense, type ScrapedSeries, writeHistory } from "./demo/history.ts";
import { measuredDatabase } from "./demo/measured-database.ts";
import { measuredHost } from "./demo/measured-host.ts";
import { acmeProgram } from "./demo/program.ts";
import { localScrapeConfiguration } from "./demo/scrape-configuration.ts";
import { type Demo, type Measured, startDemo } from "./demo/service.ts";
import { startNodeExporter } from "./start/node-exporter.ts";
import { type RunningPostgres, startPostgres } from "./start/postgres.ts";
import { startPostgresExporter } from "./start/postgres-exporter.ts";
import { type RunningPrometheus, startPrometheus } from "./start/prometheus.ts";
import { startSidecar } from "./start/sidecar.ts";

/** acme as its operators have it, on this machine: its targets, its PostgreSQL, its sidecar, and a Prometheus with its output. */
export interface RunningAcme {
  readonly program: Program;
  readonly targets: readonly DemoTarget[];
  readonly demo: Demo;
  readonly prometheus: RunningPrometheus;
  /** The primary, where PostgreSQL and its exporter are here. */
  readonly postgres: RunningPostgres | undefined;
  /** What real servers measure, by the target that says so; the rest is modelled. */
  readonly measured: ReadonlyMap<string, Measured>;
  readonly stop: () => Promise<void>;
}

const emitted = join(output, "acme");
const minute = 60;
const day = 86_400;

/** What is different from a quiet week. */
export interface Circumstances {
  /** Where alerts go, `127.0.0.1:9093`; nowhere unless told. */
  readonly alertmanager?: string;
  /** What went wrong before now, or has begun to; times are in seconds before now. */
  readonly past?: readonly { readonly incident: Incident; readonly from: number; readonly to?: number }[];
  /** Conditions that a Prometheus before this one had seen to hold for so many seconds, by alert and labels. */
  readonly pending?: readonly { readonly alert: string; readonly labels: Labels; readonly seconds: number }[];
}

/** Starts all of it, with eight days of history. */
export async function startAcme({ alertmanager, past = [], pending = [] }: Circumstances = {}): Promise<RunningAcme> {
  const folder = mkdtempSync(join(tmpdir(), "monitorgen-acme-"));
  const stops: Array<() => Promise<void>> = [async () => rmSync(folder, { recursive: true, force: true })];
  const stop = async (): Promise<void> => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  const started = async <T extends { readonly stop: () => Promise<void> }>(starting: Promise<T>): Promise<T> => {
    const running = await starting;
    stops.push(running.stop);
    return running;
  };
  try {
    const program = await acmeProgram();
    const targets = declaredTargets(program, examples);
    const { measured, postgres } = await startExporters(started);
    const certificate = await localCertificate(folder, "DNS:ledger.acme.example");
    const token = "token-of-the-ledger";
    const now = Date.now() / 1000;
    const episodes = past.map(({ incident, from, to }) => ({
      incident,
      from: now - from,
      ...(to === undefined ? {} : { to: now - to }),
    }));
    const elsewhere = new Map<string, string>();
    const demo = await started(
      startDemo({ targets, usual, past: episodes, tls: certificate, token, measured, elsewhere }),
    );
    const data = join(folder, "data");
    const scraped = [...scrapedBefore(program, targets, demo, measured), ...pendingBefore(program, pending, now)];
    await writePast(scraped, data, now);
    const secrets = join(folder, "secrets");
    mkdirSync(join(secrets, "ledger"), { recursive: true });
    writeFileSync(join(secrets, "ledger/metrics-token"), token);
    const scrape = join(folder, "scrape.yaml");
    writeFileSync(
      scrape,
      localScrapeConfiguration(join(emitted, "prometheus/scrape/scrape.yaml"), demo.proxy, secrets),
    );
    const { scrapeInterval, evaluationInterval } = program.organisation.prometheus;
    const prometheus = await started(
      startPrometheus({
        data,
        environment: { SSL_CERT_FILE: certificate.file },
        configuration: {
          global: { scrape_interval: `${scrapeInterval}ms`, evaluation_interval: `${evaluationInterval}ms` },
          rule_files: [join(emitted, "prometheus/rules/*.yaml")],
          scrape_config_files: [scrape],
          ...(alertmanager && { alerting: { alertmanagers: [{ static_configs: [{ targets: [alertmanager] }] }] } }),
        },
      }),
    );
    const sidecar = await started(startSidecar(join(emitted, "sidecar"), prometheus.address, 1));
    elsewhere.set(program.sidecar.address, sidecar.address);
    return { program, targets, demo, prometheus, postgres, measured, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Started = <T extends { readonly stop: () => Promise<void> }>(starting: Promise<T>) => Promise<T>;

/** The first host is this machine, the primary is a PostgreSQL of ours; where an exporter isn't here, both are modelled. */
async function startExporters(started: Started) {
  const measured = new Map<string, Measured>();
  let postgres: RunningPostgres | undefined;
  if (missing("node_exporter") === undefined) {
    const { metrics } = await started(startNodeExporter());
    measured.set("host-1.acme.example:9101", measuredHost(metrics, "host-1"));
  }
  if (missing("postgres") === undefined && missing("postgres_exporter") === undefined) {
    postgres = await started(startPostgres());
    const { metrics } = await started(startPostgresExporter(postgres.port));
    measured.set("primary.db.acme.example:9187", measuredDatabase(metrics, "primary"));
  }
  return { measured, postgres };
}

/** What would have been scraped. */
function scrapedBefore(
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
function pendingBefore(
  program: Program,
  pending: NonNullable<Circumstances["pending"]>,
  now: number,
): readonly ScrapedSeries[] {
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
async function writePast(scraped: readonly ScrapedSeries[], data: string, now: number): Promise<void> {
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
    const paths = files.map((file) => join(emitted, "prometheus/rules", file));
    const made = await run(pathOf("promtool"), ["tsdb", "create-blocks-from", "rules", ...args, ...paths]);
    if (failed(made)) throw new Error(`promtool records no history: ${made.stderr}`);
  };
  try {
    await record(["api.yaml"], { ...weekAgo, from: weekAgo.from + 6 * minute });
    const objectives = readdirSync(join(emitted, "prometheus/rules")).filter((file) => file.startsWith("slo-"));
    await record(objectives, { from: now - 15 * minute, to: now });
  } finally {
    await recorder.stop();
  }
}
