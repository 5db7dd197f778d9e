import { Argument, type Command } from "commander";
import type { PromqlOptions } from "../promql/promql.ts";
import { VERBS, type Verb } from "../promql/verbs.ts";
import { examples } from "./options.ts";
import type { Register } from "./register.ts";

/** `monitorgen promql` */
export const promqlCommand: Register = (program, run) => {
  const command: Command = program
    .command("promql")
    .summary("check, format, or tell the labels of PromQL expressions")
    .description(
      "Judges expressions as Prometheus does, shows them over lines, or says which labels their results carry.\nThe expressions are the arguments; without any, each line of standard input is a JSON string with one.",
    )
    .addArgument(new Argument("<verb>", "what to do").choices(VERBS))
    .argument("[expressions...]", "PromQL; after -- where one begins with a minus")
    .option("-j, --json", "answer with one object a line: valid, type, labels, diagnostics")
    .option(
      "--enable-feature <names>",
      "what your Prometheus has turned on, by its own names, with commas between",
      (names: string, before: readonly string[] = []) => [...before, names],
    )
    .addHelpText(
      "after",
      examples(
        ["monitorgen promql check 'sum(rate(http_requests_total[5m]))'", "is it an expression, and of which type?"],
        ["monitorgen promql format 'sum(rate(http_requests_total[5m]))'", "over lines, where it is long"],
        ["monitorgen promql labels 'sum by (job) (up)'", "job"],
        ["jq '.expr' rules.json | monitorgen promql check --json", "an answer for each line"],
      ),
    )
    .action((verb: Verb, expressions: readonly string[]) =>
      run(async (context) => {
        const { runPromql } = await import("../promql/promql.ts");
        return runPromql(verb, expressions, command.optsWithGlobals<PromqlOptions>(), context);
      }),
    );
};
