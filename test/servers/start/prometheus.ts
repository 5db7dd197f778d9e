import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathOf } from "../../judges/tools.ts";
import { freePort } from "./port.ts";
import { answersAt, startProgram } from "./program.ts";

/** What a Prometheus is started with. */
export interface PrometheusOptions {
  /** prometheus.yml as data, e.g. `{ global: { scrape_interval: "1s" }, scrape_configs: [{ job_name: "x", static_configs: [{ targets: ["127.0.0.1:9999"] }] }] }`. */
  readonly configuration: Readonly<Record<string, unknown>>;
  /** Where its data are; without it in a fresh folder that `stop` removes. Give the same folder and port to start one again where another ended. */
  readonly data?: string;
  readonly port?: number;
  /** More flags, e.g. `--web.enable-remote-write-receiver`. */
  readonly flags?: readonly string[];
  /** Variables beside our own, e.g. `SSL_CERT_FILE`. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A Prometheus server that answers. */
export interface RunningPrometheus {
  /** `http://127.0.0.1:PORT`, with no slash at its end. */
  readonly address: string;
  readonly port: number;
  /** All that it has printed until now. */
  readonly printed: () => string;
  /** Ends it well; its data go, unless their folder was given. */
  readonly stop: () => Promise<void>;
  /** Ends it as a crash would. Its data stay only in a folder that was given. */
  readonly kill: () => Promise<void>;
}

/** Starts the Prometheus of the tools' table on a free port (or the one given), and waits until it is ready. */
export async function startPrometheus(options: PrometheusOptions): Promise<RunningPrometheus> {
  const port = options.port ?? (await freePort());
  const address = `http://127.0.0.1:${port}`;
  const folder = mkdtempSync(join(tmpdir(), "monitorgen-prometheus-"));
  const data = options.data ?? join(folder, "data");
  mkdirSync(data, { recursive: true });
  const file = join(folder, "prometheus.yml");
  writeFileSync(file, JSON.stringify(options.configuration));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const program = await startProgram({
    name: "prometheus",
    command: pathOf("prometheus"),
    args: [
      `--config.file=${file}`,
      `--storage.tsdb.path=${data}`,
      `--web.listen-address=127.0.0.1:${port}`,
      "--web.enable-lifecycle",
      "--log.level=warn",
      ...(options.flags ?? []),
    ],
    env: { ...process.env, ...options.environment },
    ready: answersAt(`${address}/-/ready`),
  }).catch((error: unknown) => {
    remove();
    throw error;
  });
  return {
    address,
    port,
    printed: program.printed,
    stop: () => program.stop().finally(remove),
    kill: () => program.kill().finally(remove),
  };
}
