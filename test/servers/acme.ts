import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Program } from "../../src/program/program.ts";
import { missing } from "../judges/tools.ts";
import { output } from "../output/files.ts";
import { localCertificate } from "./alertmanager/receivers/mail/certificate.ts";
import { examples, usual } from "./demo/acme.ts";
import { declaredTargets } from "./demo/declared.ts";
import type { Incident } from "./demo/episodes.ts";
import { measuredDatabase } from "./demo/measured-database.ts";
import { measuredHost } from "./demo/measured-host.ts";
import { acmeProgram } from "./demo/program.ts";
import { localScrapeConfiguration } from "./demo/scrape-configuration.ts";
import { type Demo, type Measured, startDemo } from "./demo/service.ts";
import { type Pending, pendingBefore, scrapedBefore, writePast } from "./past.ts";
import { buildSidecar, startSidecar } from "./sidecar/process.ts";
import { startNodeExporter } from "./start/node-exporter.ts";
import { freePort } from "./start/port.ts";
import { type RunningPostgres, startPostgres } from "./start/postgres.ts";
import { startPostgresExporter } from "./start/postgres-exporter.ts";
import { type RunningPrometheus, startPrometheus } from "./start/prometheus.ts";

/** acme as its operators have it, on this machine: its targets, its PostgreSQL, its sidecar, and a Prometheus with its output. */
export interface RunningAcme {
  readonly program: Program;
  readonly demo: Demo;
  readonly prometheus: RunningPrometheus;
  /** The primary, where PostgreSQL and its exporter are here. */
  readonly postgres: RunningPostgres | undefined;
  readonly stop: () => Promise<void>;
}

const emitted = join(output, "acme");

/** What is different from a quiet week. */
export interface Circumstances {
  /** Where alerts go, `127.0.0.1:9093`; nowhere unless told. */
  readonly alertmanager?: string;
  /** What went wrong before now, or has begun to; times are in seconds before now. */
  readonly past?: readonly { readonly incident: Incident; readonly from: number; readonly to?: number }[];
  /** What a Prometheus before this one had seen to hold. */
  readonly pending?: readonly Pending[];
}

/** Starts all of it, with eight days of history. */
export async function startAcme({ alertmanager, past = [], pending = [] }: Circumstances = {}): Promise<RunningAcme> {
  const folder = mkdtempSync(join(tmpdir(), "monitorgen-acme-"));
  const stops: Array<() => Promise<void>> = [];
  const stop = async (): Promise<void> => {
    for (const one of stops.splice(0).reverse()) await one().catch(console.error);
    rmSync(folder, { recursive: true, force: true });
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
    await writePast(scraped, join(emitted, "prometheus/rules"), data, now);
    const secrets = join(folder, "secrets");
    mkdirSync(join(secrets, "ledger"), { recursive: true });
    writeFileSync(join(secrets, "ledger/metrics-token"), token);
    const scrape = join(folder, "scrape.yaml");
    const emittedScrape = join(emitted, "prometheus/scrape/scrape.yaml");
    writeFileSync(scrape, localScrapeConfiguration(emittedScrape, demo.proxy, secrets));
    const configuration = configurationOf(program, scrape, alertmanager);
    const environment = { SSL_CERT_FILE: certificate.file };
    const prometheus = await started(startPrometheus({ data, environment, configuration }));
    // It asks each second instead of each half minute, so that it has soon warmed up.
    await buildSidecar(join(folder, "sidecar"), { intervalSeconds: 1 });
    const sidecar = await started(startSidecar(join(folder, "sidecar"), prometheus.address, await freePort()));
    elsewhere.set(program.sidecar.address, sidecar.address);
    return { program, demo, prometheus, postgres, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What an operator writes: intervals, and where the emitted files are. */
function configurationOf({ organisation }: Program, scrape: string, alertmanager: string | undefined) {
  const { scrapeInterval, evaluationInterval } = organisation.prometheus;
  return {
    global: { scrape_interval: `${scrapeInterval}ms`, evaluation_interval: `${evaluationInterval}ms` },
    rule_files: [join(emitted, "prometheus/rules/*.yaml")],
    scrape_config_files: [scrape],
    ...(alertmanager && { alerting: { alertmanagers: [{ static_configs: [{ targets: [alertmanager] }] }] } }),
  };
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
