import { BatchError, type BatchSummary } from "./batch/batch.ts";
import { chooseFor, chooseNamed } from "./batch/choose.ts";
import { runBatchFiles, type Streams } from "./batch/files.ts";
import type { Chosen } from "./batch/judge.ts";
import type { BatchRun } from "./command-line.ts";
import type { Configuration } from "./configuration.ts";
import type { AnyDefinition } from "./detectors/any-definition.ts";
import { type Log, messageOf } from "./log.ts";
import { type Checked, SchemaError } from "./schema/index.ts";

/** What a batch needs of the world. */
export interface BatchWorld {
  readonly definitions: readonly AnyDefinition[];
  readonly streams: Streams;
  readonly log: Log;
  /** The configuration, for a detector that is named as it is declared there. */
  readonly configuration: () => Promise<Checked<Configuration>>;
}

const PROGRESS_MILLISECONDS = 1000;

/** Judges a file as the command line asks; gives the exit code. */
export async function batch(
  asked: BatchRun,
  { definitions, streams, log, configuration }: BatchWorld,
): Promise<number> {
  const { badLines, detector, input, output, verdicts } = asked;
  const isKind = definitions.some(({ name }) => name === detector);
  const read = detector === undefined || isKind ? undefined : await configuration();
  for (const mistake of read?.mistakes ?? []) log("warning", "mistake in the configuration", { ...mistake });
  const choose = (events: boolean): Chosen | string =>
    detector === undefined
      ? chooseFor(events, definitions)
      : chooseNamed(detector, definitions, read?.value?.detectors ?? []);
  let told = performance.now();
  const progress = (lines: number) => {
    if (performance.now() - told < PROGRESS_MILLISECONDS) return;
    told = performance.now();
    log("info", "judging", { lines });
  };
  try {
    const summary = await runBatchFiles({ input, output }, streams, { choose, verdicts, badLines }, progress);
    tell(summary, log);
    return 0;
  } catch (error) {
    if (!(error instanceof BatchError || error instanceof SchemaError)) throw error;
    log("error", "could not judge", { input, reason: messageOf(error) });
    return 1;
  }
}

function tell({ badLines, ...summary }: BatchSummary, log: Log): void {
  for (const bad of badLines) log("warning", "line skipped", { ...bad });
  log("info", "judged", summary);
}
