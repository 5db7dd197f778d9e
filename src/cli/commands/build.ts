import type { Command } from "commander";
import type { BuildOptions } from "../build/options.ts";
import { examples, withReportFormat, withSelection } from "./options.ts";
import type { Register } from "./register.ts";

/** `monitorgen build` */
export const buildCommand: Register = (program, run) => {
  const command: Command = program
    .command("build")
    .summary("write what watches the tenants")
    .description(
      "Checks the declarations, proves every alert, and writes the output: files that changed, and no others.\nWhere there is an error, nothing is written.",
    );
  withReportFormat(withSelection(command))
    .option("-c, --check", "write nothing; fail where the output is stale, missing or edited by hand")
    .option("-o, --out <dir>", "where to write (default: output/ below the root)")
    .addHelpText(
      "after",
      examples(
        ["monitorgen build", "all tenants in all environments"],
        ["monitorgen build --tenant acme", "one tenant"],
        ["monitorgen build --env staging", "one environment"],
        ["monitorgen build --check", "in a pipeline: is the output that is committed up to date?"],
      ),
    )
    .action(() =>
      run(async (context) => {
        const { runBuild } = await import("../build/build.ts");
        return runBuild(command.optsWithGlobals<BuildOptions>(), context);
      }),
    );
};
