import { type Command, Option } from "commander";
import type { DiffOptions } from "../diff/diff.ts";
import { examples, withSelection } from "./options.ts";
import type { Register } from "./register.ts";

/** `monitorgen diff` */
export const diffCommand: Register = (program, run) => {
  const command: Command = program
    .command("diff")
    .summary("say what a change means")
    .description(
      "Compares the declarations with those of a commit or a folder, and says by declaration, in words, what is different:\nwhat is noisier or blinder, newly covered, or routed elsewhere. Says nothing where all behaves the same.",
    );
  withSelection(command)
    .option(
      "-b, --base <ref|dir>",
      "a commit, at which the history of the checkout left it, or a folder that has tenants/ (default: the default branch)",
    )
    .option("--tip", "the commit itself, whatever it has got since")
    .addOption(
      new Option("-f, --format <format>", "markdown is for a pull request, json one document")
        .choices(["text", "markdown", "json"])
        .default("text"),
    )
    .option("--exit-code", "exit with 1 where anything is different")
    .addHelpText(
      "after",
      examples(
        ["monitorgen diff", "what this branch changes, uncommitted changes included"],
        ["monitorgen diff --base origin/main --format markdown", "for a comment on a pull request"],
        ["monitorgen diff --base HEAD --tenant acme", "what isn't committed yet, of one tenant"],
        ["monitorgen diff --base production --tip", "what a deployment would change"],
      ),
    )
    .action(() =>
      run(async (context) => {
        const { runDiff } = await import("../diff/diff.ts");
        return runDiff(command.optsWithGlobals<DiffOptions>(), context);
      }),
    );
};
