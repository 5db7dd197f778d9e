import { parseArgs } from "node:util";
import { messageOf } from "./log.ts";

/** What the command line asks for. */
export interface CommandLine {
  readonly config: string | undefined;
  readonly verbose: boolean;
  readonly help: boolean;
}

/** What `--help` prints. */
export const usage = `Watches the series of config.json for anomalies and reports them on /metrics.

  node detector.mjs [--config FILE] [--verbose]

  --config FILE  configuration; config.json beside the program unless given
  --verbose      log each poll
  --help         this text

Environment: PROMETHEUS_URL replaces the configured prometheusUrl, PORT the configured port.
Exit codes: 0 stopped by SIGTERM or SIGINT, 1 could not start, 2 mistakes in the command line or the configuration.
`;

/** Reads the arguments after the program's name; what is wrong with them is text. */
export function readCommandLine(argv: readonly string[]): CommandLine | string {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { config: { type: "string" }, verbose: { type: "boolean" }, help: { type: "boolean" } },
    });
    return { config: values.config, verbose: values.verbose ?? false, help: values.help ?? false };
  } catch (error) {
    return messageOf(error);
  }
}
