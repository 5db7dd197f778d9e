import { Argument, type Command } from "commander";
import { LISTS, type ListName } from "../list/names.ts";
import { examples, type ProjectCommandOptions, withFormat, withSelection } from "./options.ts";
import type { Register } from "./register.ts";

/** `monitorgen list` */
export const listCommand: Register = (program, run) => {
  const command: Command = program
    .command("list")
    .summary("show what is declared")
    .description("Lists tenants, or what they declare, in the default environment unless another one is chosen.")
    .addArgument(new Argument("[what]", "what to list").choices(LISTS).default("tenants"));
  withFormat(withSelection(command))
    .addHelpText(
      "after",
      examples(
        ["monitorgen list", "the tenants, and how much each declares"],
        ["monitorgen list alerts --tenant acme", "its alerts, and where they are declared"],
        ["monitorgen list metrics --format json", "metrics as data"],
        ["monitorgen list cost --tenant acme", "series and samples, the heaviest first"],
      ),
    )
    .action((what: ListName) =>
      run(async (context) => {
        const { runList } = await import("../list/list.ts");
        return runList(what, command.optsWithGlobals<ProjectCommandOptions>(), context);
      }),
    );
};
