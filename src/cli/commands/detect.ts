import { type Command, Option } from "commander";
import type { DetectOptions } from "../detect/options.ts";
import { examples } from "./options.ts";
import type { Register } from "./register.ts";

/** `monitorgen detect` */
export const detectCommand: Register = (program, run) => {
  const command: Command = program
    .command("detect")
    .summary("judge a file of values or events for anomalies")
    .description(
      "Judges each line by those before it, in one pass and in constant memory. CSV has a header such as timestamp,value and comes out with a column anomaly_score, from 0 to 1: ½ and more is an anomaly. JSON lines, of values or of events, come out as verdicts with their reasons. Needs no project.",
    )
    .requiredOption("-i, --input <file>", "what is judged; - reads what is piped in")
    .option("-o, --output <file>", "written when it is whole; - is stdout", "-")
    .option("-d, --detector <name>", "a kind of detector, or with --tenant the name of a declared one (default: auto)")
    .option("-t, --tenant <name>", "a tenant of the project: the detector as it is declared there")
    .option("-p, --parameter <name=value...>", "parameters of the kind, as windowSamples=500")
    .option("--verdicts", "verdicts as JSON lines for CSV, too")
    .addOption(
      new Option("--bad-lines <how>", "what comes of lines that can't be read")
        .choices(["skip", "fail"])
        .default("skip"),
    )
    .addHelpText(
      "after",
      examples(
        ["monitorgen detect --input requests.csv --output judged.csv", "a score beside each value"],
        ["monitorgen detect -i requests.csv -d iqr -p sensitivity=2 --verdicts", "one kind of detector, with reasons"],
        ["monitorgen detect -i logins.jsonl", "events: what comes unusually after what"],
        ["monitorgen detect -i load.csv --tenant acme --detector ListenersUnusual", "as the tenant declares it"],
      ),
    )
    .action(() =>
      run(async (context) => {
        const { runDetect } = await import("../detect/detect.ts");
        return runDetect(command.optsWithGlobals<DetectOptions>(), context);
      }),
    );
};
