import type { ReportCommandOptions } from "../commands/options.ts";

/** What `test coverage` takes. */
export interface CoverageOptions extends ReportCommandOptions {
  /** In percent. */
  readonly threshold: number;
}
