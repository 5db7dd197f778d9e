import { type Command, Option } from "commander";
import { type CheckCommandOptions, examples, withReportFormat, withSelection } from "./options.ts";
import type { Register } from "./register.ts";

/** `monitorgen check` */
export const checkCommand: Register = (program, run) => {
  const command: Command = program
    .command("check")
    .summary("judge files that people wrote for Prometheus, Alertmanager and Grafana")
    .description(
      "Judges rules, configurations of Alertmanager with their templates, dashboards and runbooks that weren't made by\nmonitorgen, together, and against the metrics that the project's tenants declare. Which file is what follows from\nits content. Without a project, all is checked that needs no declaration.",
    )
    .argument("<files...>", "files, or folders of them");
  // Files may follow: one name each.
  const tenant = new Option("-t, --tenant <name>", "only this tenant; may be given several times").argParser(
    (name: string, before: readonly string[] = []) => [...before, name],
  );
  withReportFormat(withSelection(command, tenant))
    .option(
      "-m, --metrics <file>",
      "which metrics there are: declared as a tenant's, listed, or as a target exposes them",
    )
    .addHelpText(
      "after",
      examples(
        ["monitorgen check rules/ alertmanager.yaml templates/", "what belongs together, together"],
        ["monitorgen check rules/acme.yaml --tenant acme", "everything in it has to be limited to acme"],
        ["monitorgen check rules/ --metrics metrics.txt", "against the metrics in it, beside those of tenants"],
        ["monitorgen check dashboards/*.json --format github", "findings beside the lines of a pull request"],
      ),
    )
    .action((files: readonly string[]) =>
      run(async (context) => {
        const { runCheck } = await import("../check/check.ts");
        return runCheck(files, command.optsWithGlobals<CheckCommandOptions>(), context);
      }),
    );
};
