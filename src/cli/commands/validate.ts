import type { Command } from "commander";
import { examples, type ReportCommandOptions, withReportFormat, withSelection } from "./options.ts";
import type { Register } from "./register.ts";

/** `monitorgen validate` */
export const validateCommand: Register = (program, run) => {
  const command: Command = program
    .command("validate")
    .summary("check the declarations, write nothing")
    .description("Reports every mistake of the declarations in one run, sorted by file. Generates and writes nothing.");
  withReportFormat(withSelection(command))
    .addHelpText(
      "after",
      examples(
        ["monitorgen validate", "all tenants"],
        ["monitorgen validate --tenant acme globex", "two of them"],
        ["monitorgen validate --format json", "findings as data"],
        ["monitorgen validate --format github", "in a workflow: findings beside the lines of a pull request"],
      ),
    )
    .action(() =>
      run(async (context) => {
        const { runValidate } = await import("../validate/validate.ts");
        return runValidate(command.optsWithGlobals<ReportCommandOptions>(), context);
      }),
    );
};
