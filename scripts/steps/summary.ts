import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./own-command.ts";
import { type Ended, stepLine, totals } from "./step.ts";

const folder = join(root, ".monitorgen-cache");

/** Removes the summary of an earlier run, so that a run that is killed leaves none. */
export function forgetSummary(name: string): void {
  mkdirSync(folder, { recursive: true });
  rmSync(join(folder, name), { force: true });
}

/** Prints all steps and the sum as the last line, leaves the sum as JSON for `.ci/run`, and sets how the process ends. */
export function endWith(ended: readonly Ended[], name: string): void {
  const sum = totals(ended);
  writeFileSync(join(folder, name), JSON.stringify(sum));
  console.log(`\n${ended.map(stepLine).join("\n")}\n\n${sum.passed} passed, ${sum.failed} failed`);
  process.exitCode = sum.failed > 0 ? 1 : 0;
}
