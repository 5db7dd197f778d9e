import { createReadStream, createWriteStream } from "node:fs";
import { realpath, rename, rm, stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { BatchError, type BatchOptions, type BatchSummary, runBatch } from "./batch.ts";
import { linesOf } from "./lines.ts";

/** Where a batch reads and writes; "-" is the standard input or output. */
export interface BatchFiles {
  readonly input: string;
  readonly output: string;
}

/** The standard streams, for "-". */
export interface Streams {
  readonly read: () => AsyncIterable<string>;
  /** Resolves when more may be written. */
  readonly write: (text: string) => Promise<void>;
}

/**
 * Judges one file into another, which takes its name only when it is whole. Rejects with a BatchError that says what is
 * wrong with the input, the output or a line; then there is no output, and one that was there stays as it was.
 */
export async function runBatchFiles(
  { input, output }: BatchFiles,
  streams: Streams,
  options: BatchOptions,
  progress: (lines: number) => void,
): Promise<BatchSummary> {
  await refuseSame(input, output);
  const lines = linesOf(input === "-" ? streams.read() : await opened(input));
  if (output === "-") return runBatch(lines, streams.write, options, progress);
  const unfinished = `${output}.unfinished`;
  const sink = createWriteStream(unfinished);
  const failure = failureOf(sink, output);
  try {
    const work = runBatch(lines, (text) => written(sink, text), options, progress);
    const summary = await Promise.race([work, failure]);
    sink.end();
    await Promise.race([finished(sink), failure]);
    await rename(unfinished, output);
    return summary;
  } catch (error) {
    sink.destroy();
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function refuseSame(input: string, output: string): Promise<void> {
  if (input === "-" || output === "-") return;
  const [from, to] = await Promise.all([input, output].map((file) => realpath(file).catch(() => resolve(file))));
  if (from === to) throw new BatchError(`${output} is the input: name another file for the output`);
}

async function opened(file: string): Promise<AsyncIterable<string>> {
  const found = await stat(file).catch((error: unknown) => reject(`${file} can't be read`, error));
  if (found.isDirectory()) throw new BatchError(`${file} is a folder: name a file of CSV or JSON lines`);
  return createReadStream(file, { encoding: "utf8" });
}

/** Never resolves; rejects when the output can't be written. */
function failureOf(sink: Writable, output: string): Promise<never> {
  const failure = new Promise<never>((_, rejected) => {
    sink.once("error", (error) =>
      rejected(new BatchError(`${output} can't be written: ${error.message}`, { cause: error })),
    );
  });
  failure.catch(() => undefined);
  return failure;
}

function reject(what: string, error: unknown): never {
  throw new BatchError(`${what}: ${error instanceof Error ? error.message : String(error)}`);
}

/** Resolves when the stream takes more; text of no length is not written. */
export function written(stream: Writable, text: string): Promise<void> {
  if (text === "" || stream.write(text)) return Promise.resolve();
  return new Promise((resolved) => {
    stream.once("drain", resolved);
  });
}
