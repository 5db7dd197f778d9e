import { resolve } from "node:path";
import { readCommandLine, usage } from "./command-line.ts";
import type { Configuration } from "./configuration.ts";
import type { DetectorDefinition } from "./detectors/detector.ts";
import { jsonLines, type Log, messageOf } from "./log.ts";
import { type Environment, readConfiguration } from "./read-configuration.ts";
import { startSidecar } from "./sidecar.ts";
import { prometheus } from "./sources/prometheus/index.ts";

/** A run of the program and the world it runs in. */
export interface Run {
  /** Arguments after the program's name. */
  readonly argv: readonly string[];
  readonly environment: Environment;
  /** Where `config.json` lies unless the arguments say otherwise. */
  readonly directory: string;
  readonly definitions: readonly DetectorDefinition[];
  readonly version: string;
  /** Ends the run in good order. */
  readonly stop: AbortSignal;
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
  const log = jsonLines(world.log, asked.verbose);
  const file = asked.config === undefined ? resolve(world.directory, "config.json") : resolve(asked.config);
  const { value, mistakes } = await readConfiguration(file, world.environment, world.definitions);
  if (mistakes === undefined) return watch(world, value, log);
  for (const mistake of mistakes) log("error", "mistake in the configuration", { file, ...mistake });
  return 2;
}

async function watch(world: Run, configuration: Configuration, log: Log) {
  const { definitions, stop, version } = world;
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
