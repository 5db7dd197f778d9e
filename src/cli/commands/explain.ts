import type { Command } from "commander";
import type { ExplainOptions } from "../explain/options.ts";
import { examples } from "./options.ts";
import type { Register } from "./register.ts";

/** `monitorgen explain` */
export const explainCommand: Register = (program, run) => {
  const command: Command = program
    .command("explain")
    .summary("explain a finding, an alert or an expression")
    .description(
      "Shows the page about a finding's code; or a card about an alert: when it fires and who is woken;\nor the page about a kind of detector; or what a PromQL expression gives, and what would be wrong with it in a declaration.",
    )
    .argument("<subject...>", "a code (MG2104), the name of an alert, a kind of detector, or a PromQL expression")
    .option("-t, --tenant <name>", "the tenant whose alert, or whose metrics, are meant")
    .option("-e, --env <name>", "the environment (default: MONITORING_ENV, otherwise the default one)")
    .addHelpText(
      "after",
      examples(
        ["monitorgen explain MG2104", "what the finding means, and what to do"],
        ["monitorgen explain ErrorRatioHigh", "when the alert fires, and who is woken"],
        ["monitorgen explain adaptive-z-score", "what the detector finds, how, and its parameters"],
        ["monitorgen explain 'sum(rate(http_requests_total[5m]))'", "type, labels, unit"],
      ),
    )
    .action((subject: readonly string[]) =>
      run(async (context) => {
        const { runExplain } = await import("../explain/explain.ts");
        return runExplain(subject.join(" "), command.optsWithGlobals<ExplainOptions>(), context);
      }),
    );
};
