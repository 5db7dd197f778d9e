import { resolve } from "node:path";
import type { Streams } from "./batch/files.ts";
import { readCommandLine, usage, type Watch } from "./command-line.ts";
import type { Configuration } from "./configuration.ts";
import { type AnyDefinition, ofSeries } from "./detectors/any-definition.ts";
import { jsonLines, type Log, messageOf } from "./log.ts";
import { type Environment, readConfiguration } from "./read-configuration.ts";
import { batch } from "./run-batch.ts";
import { startSidecar } from "./sidecar.ts";
import { prometheus } from "./sources/prometheus/index.ts";

/** A run of the program and the world it runs in. */
export interface Run {
  /** Arguments after the program's name. */
  readonly argv: readonly string[];
  readonly environment: Environment;
  /** Where `config.json` lies unless the arguments say otherwise. */
  readonly directory: string;
  readonly definitions: readonly AnyDefinition[];
  readonly version: string;
  /** Ends the run in good order. */
  readonly stop: AbortSignal;
  readonly streams: Streams;
  readonly out: (text: string) => void;
  readonly log: (line: string) => void;
}

/** Runs the sidecar until it is stopped; gives the exit code. */
export async function run(world: Run): Promise<number> {
  const asked = readCommandLine(world.argv);
  if (typeof asked === "string") {
    world.log(`${asked}\n\n${usage}`);
    return 2;
  }
  if (asked.help) {
    world.out(usage);
    return 0;
  }
  if (asked.mode === "watch") return watchConfigured(world, asked);
  const { definitions, streams } = world;
  const configuration = () => readConfiguration(fileOf(world, asked), world.environment, ofSeries(definitions));
  return batch(asked, { definitions, streams, log: jsonLines(world.log, false), configuration });
}

async function watchConfigured(world: Run, asked: Watch): Promise<number> {
  const log = jsonLines(world.log, asked.verbose);
  const file = fileOf(world, asked);
  const { value, mistakes } = await readConfiguration(file, world.environment, ofSeries(world.definitions));
  if (mistakes === undefined) return watch(world, value, log);
  for (const mistake of mistakes) log("error", "mistake in the configuration", { file, ...mistake });
  return 2;
}

function fileOf({ directory }: Run, { config }: { readonly config: string | undefined }): string {
  return config === undefined ? resolve(directory, "config.json") : resolve(config);
}

async function watch(world: Run, configuration: Configuration, log: Log) {
  const { stop, version } = world;
  const definitions = ofSeries(world.definitions);
  try {
    const sidecar = await startSidecar({ configuration, definitions, source: prometheus(configuration), log, version });
    const { prometheusUrl, tenant } = configuration;
    log("info", "started", { tenant, port: sidecar.port, prometheusUrl, detectors: configuration.detectors.length });
    await stopped(stop);
    await sidecar.stop();
    log("info", "stopped", { tenant });
    return 0;
  } catch (error) {
    log("error", "could not start", { reason: messageOf(error) });
    return 1;
  }
}

function stopped(stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) resolve();
    else stop.addEventListener("abort", () => resolve(), { once: true });
  });
}
