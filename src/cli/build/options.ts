import type { ReportCommandOptions } from "../commands/options.ts";

/** The options of `build`. */
export interface BuildOptions extends ReportCommandOptions {
  readonly check?: boolean;
  readonly out?: string;
}
