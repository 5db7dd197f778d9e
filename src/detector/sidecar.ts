import { once } from "node:events";
import type { Server } from "node:http";
import type { Configuration } from "./configuration.ts";
import type { DetectorDefinition } from "./detectors/detector.ts";
import { families } from "./families.ts";
import { type Keeper, keeper } from "./keeper.ts";
import type { Log } from "./log.ts";
import { Monitor } from "./monitor.ts";
import { pause } from "./pause.ts";
import { pool } from "./pool.ts";
import { QueryWatch } from "./query-watch.ts";
import { createMetricsServer } from "./server/index.ts";
import { exposition, expositionType } from "./sinks/metrics/exposition.ts";
import type { Source } from "./sources/source.ts";
import { Telemetry } from "./telemetry.ts";

/** What a sidecar is made of. */
export interface SidecarOptions {
  readonly configuration: Configuration;
  /** Every kind of detector that the configuration names. */
  readonly definitions: readonly DetectorDefinition[];
  readonly source: Source;
  readonly log: Log;
  readonly version: string;
}

/** A sidecar at work. */
export interface Sidecar {
  /** The port it listens on; the configured one unless that is 0. */
  readonly port: number;
  /** Stops polling and listening, then saves the state. */
  stop(): Promise<void>;
}

const POLLS_AT_ONCE = 4;

/** Restores the state, listens, and polls until stopped. Rejects where it can't listen. */
export async function startSidecar(options: SidecarOptions): Promise<Sidecar> {
  const { configuration, log, version } = options;
  const now = () => Date.now() / 1000;
  const telemetry = new Telemetry(configuration, now, log);
  const monitors = monitorsOf(options);
  const watches = watchesOf(configuration, monitors, telemetry, log);
  const state =
    configuration.stateFile === undefined
      ? undefined
      : keeper(configuration.stateFile, configuration.tenant, monitors, log);
  await state?.restore();

  const server = createMetricsServer({
    metrics: () => exposition(families({ configuration, watches, telemetry, version, nowSeconds: now() })),
    metricsType: expositionType,
    notReady: () => (watches.some((watch) => watch.isFresh(now())) ? undefined : "no recent answer from the source"),
  });
  const port = await listen(server, configuration);
  const stopping = new AbortController();
  const work = [
    ...pollAll(options, watches, stopping.signal, now),
    saveRegularly(configuration, state, telemetry, stopping.signal),
  ];
  return {
    port,
    async stop() {
      stopping.abort();
      server.close();
      server.closeAllConnections();
      await Promise.all(work);
      if (state !== undefined) telemetry.saved(await state.save());
    },
  };
}

function monitorsOf({ configuration, definitions }: SidecarOptions): Monitor[] {
  return configuration.detectors.flatMap((declared) => {
    const definition = definitions.find(({ name }) => name === declared.detector);
    return definition === undefined ? [] : [new Monitor(declared, definition)];
  });
}

function watchesOf(configuration: Configuration, monitors: readonly Monitor[], telemetry: Telemetry, log: Log) {
  const queries = new Set(monitors.map(({ declared }) => declared.query));
  return [...queries].map((query) => {
    const watching = monitors.filter(({ declared }) => declared.query === query);
    return new QueryWatch(query, watching, configuration, telemetry, log);
  });
}

async function listen(server: Server, { host, port }: Configuration): Promise<number> {
  server.listen({ port, ...(host !== undefined && { host }) });
  await once(server, "listening");
  const address = server.address();
  return address !== null && typeof address === "object" ? address.port : port;
}

function pollAll({ source }: SidecarOptions, watches: readonly QueryWatch[], stop: AbortSignal, now: () => number) {
  const inTurn = pool(POLLS_AT_ONCE);
  return watches.map(async (watch) => {
    while (!stop.aborted) {
      const started = now();
      const due = await inTurn(() => watch.poll(source, stop, now));
      await pause(started + due - now(), stop);
    }
  });
}

async function saveRegularly(
  { saveIntervalSeconds }: Configuration,
  state: Keeper | undefined,
  telemetry: Telemetry,
  stop: AbortSignal,
) {
  while (state !== undefined && !stop.aborted) {
    await pause(saveIntervalSeconds, stop);
    if (!stop.aborted) telemetry.saved(await state.save());
  }
}
