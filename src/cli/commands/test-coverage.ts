import { type Command, InvalidArgumentError } from "commander";
import type { CoverageOptions } from "../tested/options.ts";
import { examples, withReportFormat, withSelection } from "./options.ts";
import type { Register } from "./register.ts";

/** `monitorgen test coverage` */
export const coverageCommand: Register = (test, run) => {
  const command: Command = test
    .command("coverage")
    .summary("show what the generated tests show of each alert, and what they don't")
    .description(
      "Counts what the generated tests show: that every alert fires and is silent, in each way in which its condition can hold,\nfor each declared value that its matchers choose among. In the default environment unless another one is chosen.",
    );
  withReportFormat(withSelection(command))
    .option("--threshold <percent>", "fail where less than this is shown", percentIn, 100)
    .addHelpText(
      "after",
      examples(
        ["monitorgen test coverage", "all tenants"],
        ["monitorgen test coverage --tenant acme --threshold 95", "fail below 95 %"],
        ["monitorgen test coverage --format junit", "each thing that is shown as a passed test"],
      ),
    )
    .action(() =>
      run(async (context) => {
        const { runCoverage } = await import("../tested/coverage.ts");
        return runCoverage(command.optsWithGlobals<CoverageOptions>(), context);
      }),
    );
};

function percentIn(text: string): number {
  const percent = /^\d+(\.\d+)?%?$/.test(text) ? Number.parseFloat(text) : Number.NaN;
  if (percent <= 100) return percent;
  throw new InvalidArgumentError("a threshold is a number from 0 to 100");
}
