import { fileURLToPath } from "node:url";
import { written } from "./batch/files.ts";
import type { AnyDefinition } from "./detectors/any-definition.ts";
import { run } from "./run.ts";

const GRACE_MILLISECONDS = 5000;

/** Runs the sidecar as this process: SIGTERM and SIGINT stop it, a second one at once. */
export async function launch(definitions: readonly AnyDefinition[], version: string): Promise<void> {
  const stopping = new AbortController();
  const stop = () => {
    if (stopping.signal.aborted) process.exit(1);
    stopping.abort();
    setTimeout(() => process.exit(1), GRACE_MILLISECONDS).unref();
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  // A reader of the log that goes away must not end the watch.
  process.stderr.on("error", () => undefined);
  // Whoever reads the output has gone, as `head` does: there is nobody left to tell.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
  process.exitCode = await run({
    argv: process.argv.slice(2),
    environment: process.env,
    directory: fileURLToPath(new URL(".", import.meta.url)),
    definitions,
    version,
    stop: stopping.signal,
    streams: {
      read: () => process.stdin.setEncoding("utf8"),
      write: (text) => written(process.stdout, text),
    },
    out: (text) => process.stdout.write(text),
    log: (line) => process.stderr.write(line),
  });
}
