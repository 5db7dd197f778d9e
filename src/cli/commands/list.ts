import { Argument, type Command } from "commander";
import { examples, type ProjectCommandOptions, withFormat, withSelection } from "./options.ts";
import type { Register } from "./register.ts";

/** What can be listed. */
export const LISTS = [
  "tenants",
  "environments",
  "alerts",
  "metrics",
  "recordings",
  "slos",
  "drift",
  "detectors",
  "dashboards",
  "logs",
  "teams",
  "channels",
] as const;

/** A word after `list`. */
export type ListName = (typeof LISTS)[number];

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
      ),
    )
    .action((what: ListName) =>
      run(async (context) => {
        const { runList } = await import("../list/list.ts");
        return runList(what, command.optsWithGlobals<ProjectCommandOptions>(), context);
      }),
    );
};
