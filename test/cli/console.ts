import type { Ask, Context, Facade } from "../../src/cli/context.ts";
import type { Exit } from "../../src/cli/exit.ts";
import { run } from "../../src/cli/run.ts";

/** What a command did. */
export interface Ran {
  readonly exit: Exit;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a command is to see of the world. */
export interface World {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTerminal?: boolean;
  readonly columns?: number;
  readonly ask?: Ask;
  /** What is piped in, in pieces. */
  readonly stdin?: readonly string[];
  readonly facade?: Partial<Facade>;
}

/** Runs a command line in this process, with the real compiler unless another one is given. */
export async function monitorgen(args: readonly string[], world: World = {}): Promise<Ran> {
  const written = { stdout: "", stderr: "" };
  const output = (stream: keyof typeof written): Context["stdout"] => ({
    write: (text) => {
      written[stream] += text;
    },
    isTerminal: world.isTerminal ?? false,
    columns: world.columns,
  });
  const exit = await run(args, () => "1.2.3", {
    cwd: world.cwd ?? process.cwd(),
    env: world.env ?? {},
    stdout: output("stdout"),
    stderr: output("stderr"),
    drained: async () => undefined,
    ask: world.ask,
    stdin: piped(world.stdin),
    facade: async () => ({ ...(await import("../../src/project.ts")), ...world.facade }),
  });
  return { exit, ...written };
}

function piped(pieces: readonly string[] | undefined): Context["stdin"] {
  if (pieces === undefined) return undefined;
  return async function* () {
    yield* pieces;
  };
}
