import { spawn } from "node:child_process";

const PATIENCE = 10_000;

/** What a program prints, both streams; undefined where it can't be run, fails, or takes longer than ten seconds. */
export function asked(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string | undefined>> } = {},
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"], timeout: PATIENCE });
    let text = "";
    const add = (chunk: Buffer): void => {
      text += chunk.toString();
    };
    child.stdout.on("data", add);
    child.stderr.on("data", add);
    child.once("error", () => resolve(undefined));
    child.once("close", (status) => resolve(status === 0 ? text.trim() : undefined));
  });
}
