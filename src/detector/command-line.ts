import { parseArgs } from "node:util";
import { messageOf } from "./log.ts";

/** What the command line asks for. */
export type CommandLine = { readonly help: true } | Watch | BatchRun;

/** Watch the series of a configuration. */
export interface Watch {
  readonly help: false;
  readonly mode: "watch";
  readonly config: string | undefined;
  readonly verbose: boolean;
}

/** Judge a file. */
export interface BatchRun {
  readonly help: false;
  readonly mode: "batch";
  readonly config: string | undefined;
  readonly input: string;
  readonly output: string;
  readonly detector: string | undefined;
  readonly badLines: "skip" | "fail";
  readonly verdicts: boolean;
}

/** What `--help` prints. */
export const usage = `Watches the series of config.json for anomalies, or judges a file.

  node detector.mjs [--config FILE] [--verbose]
  node detector.mjs --mode batch --input FILE --output FILE [--detector NAME] [--bad-lines fail] [--verdicts]

  --config FILE    configuration; config.json beside the program unless given
  --verbose        log each poll
  --input FILE     CSV with a header such as timestamp,value, or JSON lines; - reads what is piped in
  --output FILE    CSV with a column anomaly_score (0 to 1, an anomaly from ½ on), or verdicts; - is stdout
  --detector NAME  a kind in this bundle, or a name of the configuration; auto unless given
  --bad-lines HOW  skip or fail
  --verdicts       JSON lines for CSV, too
  --help           this text

PROMETHEUS_URL replaces the configured prometheusUrl, PORT the configured port.
Exit codes: 0 stopped or all judged, 1 could not start or go on, 2 wrong command line or configuration.
`;

const options = {
  config: { type: "string" },
  verbose: { type: "boolean" },
  help: { type: "boolean" },
  mode: { type: "string" },
  input: { type: "string" },
  output: { type: "string" },
  detector: { type: "string" },
  "bad-lines": { type: "string" },
  verdicts: { type: "boolean" },
} as const;

const OF_BATCH = ["input", "output", "detector", "bad-lines", "verdicts"] as const;

type Given = ReturnType<typeof given>["values"];

/** Reads the arguments after the program's name; what is wrong with them is text. */
export function readCommandLine(argv: readonly string[]): CommandLine | string {
  try {
    const { values } = given(argv);
    if (values.help === true) return { help: true };
    const { mode = "watch" } = values;
    if (mode === "batch") return batchOf(values);
    return mode === "watch" ? watchOf(values) : `--mode is ${mode}: expected watch or batch`;
  } catch (error) {
    return messageOf(error);
  }
}

function given(argv: readonly string[]) {
  return parseArgs({ args: [...argv], options });
}

function watchOf(values: Given): CommandLine | string {
  const stray = OF_BATCH.find((name) => values[name] !== undefined);
  if (stray !== undefined) return `--${stray} belongs to --mode batch`;
  return { help: false, mode: "watch", config: values.config, verbose: values.verbose ?? false };
}

function batchOf(values: Given): CommandLine | string {
  const { config, detector, input, output, verdicts = false, "bad-lines": badLines = "skip" } = values;
  if (input === undefined) return "--input FILE is missing";
  if (output === undefined) return "--output FILE is missing";
  if (badLines !== "skip" && badLines !== "fail") return `--bad-lines is ${badLines}: expected skip or fail`;
  return { help: false, mode: "batch", config, detector, input, output, badLines, verdicts };
}
