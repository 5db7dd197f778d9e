import { type Command, CommanderError } from "commander";
import type { Action } from "./commands/register.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { programOf } from "./program.ts";

/** Runs a command line, arguments without `node` and the program's name. Never throws: every ending is an exit code. */
export async function run(args: readonly string[], version: () => string, context: Context): Promise<Exit> {
  let exit: Exit = EXIT.fine;
  const perform = async (action: Action): Promise<void> => {
    exit = await action(context);
  };
  const program = programOf(perform).on("option:version", () => {
    context.stdout.write(`${version()}\n`);
    throw new CommanderError(EXIT.fine, "commander.version", "");
  });
  for (const command of withCommands(program)) {
    command.exitOverride().configureOutput({
      writeOut: context.stdout.write,
      writeErr: context.stderr.write,
      getOutHelpWidth: () => Math.min(context.stdout.columns ?? 100, 100),
      outputError: () => undefined,
    });
  }
  try {
    if (args.length === 0) program.outputHelp();
    else await program.parseAsync(args, { from: "user" });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === EXIT.fine) return EXIT.fine;
    // Loaded only now: nothing of it is needed where nothing fails.
    const { failed } = await import("./failed.ts");
    return failed(error, args, version, context);
  }
}

/** A command, and those below it. */
function withCommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withCommands)];
}
