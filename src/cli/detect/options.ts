import type { GlobalOptions } from "../commands/options.ts";

/** What `monitorgen detect` is asked. */
export interface DetectOptions extends GlobalOptions {
  readonly input: string;
  readonly output: string;
  readonly detector?: string;
  readonly tenant?: string;
  /** As `windowSamples=500`. */
  readonly parameter?: readonly string[];
  readonly verdicts?: boolean;
  readonly badLines: "skip" | "fail";
}
