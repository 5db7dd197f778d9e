import { spawn } from "node:child_process";

/** What a finished process left behind; `status` is null when a signal ended it or it could not be started. */
export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Options of `run`: the folder, the whole environment, whether its text also goes to our own streams, and who else hears stderr. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly stdin?: string;
  readonly show?: boolean;
  readonly onStderr?: (text: string) => void;
}

/** True unless the process ended with status 0. */
export function failed(result: Finished): boolean {
  return result.status !== 0;
}

/** Runs a program without a shell and collects what it prints; never throws: a program that cannot be started has status null and says why on stderr. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["pipe", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      if (options.show) process.stdout.write(text);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
      options.onStderr?.(text);
      if (options.show) process.stderr.write(text);
    });
    child.on("error", (error) => resolve({ status: null, stdout, stderr: `${stderr}${error.message}` }));
    child.on("close", (status) => resolve({ status, stdout, stderr }));
    child.stdin.on("error", () => undefined);
    child.stdin.end(options.stdin ?? "");
  });
}
