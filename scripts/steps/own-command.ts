import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Finished, failed, type RunOptions, run } from "./run-command.ts";
import type { Step } from "./step.ts";

/** The checkout's folder. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Runs a program of node_modules (or any other) in the checkout, under the Node that runs us. */
export function runOwn(command: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const env = options.env ?? process.env;
  const folders = [join(root, "node_modules/.bin"), dirname(process.execPath), env["PATH"] ?? ""];
  return run(command, args, { cwd: root, ...options, env: { ...env, PATH: folders.join(":"), NO_COLOR: "1" } });
}

/** A step that is one program: it fails with the program, `figure` reads the number out of what it printed, `clean` drops what nobody needs to read. */
export function commandStep(
  name: string,
  command: string,
  args: readonly string[],
  figure: (printed: string) => string | undefined,
  clean: (printed: string) => string = (printed) => printed,
): Step {
  return {
    name,
    run: async () => {
      const finished = await runOwn(command, args);
      const printed = `${finished.stdout}${finished.stderr}`;
      return failed(finished)
        ? {
            state: "failed",
            figure: figure(printed) ?? `${command} ended with ${finished.status}`,
            details: clean(printed),
          }
        : { state: "ok", figure: figure(printed) ?? "" };
    },
  };
}

/** One of our own scripts as a step; its figure is the last line that it prints. */
export function scriptStep(name: string, script: string): Step {
  return {
    name,
    run: async () => {
      const finished = await runOwn(process.execPath, [script]);
      const figure = finished.stdout.trim().split("\n").at(-1) ?? "";
      return { state: failed(finished) ? "failed" : "ok", figure, details: finished.stderr };
    },
  };
}
