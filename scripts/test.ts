/** `npm test`: everything that `check` does, then the tools, the tests, and what the project says about its security. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { auditStep } from "./steps/audit-step.ts";
import { checkSteps } from "./steps/check-steps.ts";
import { root, scriptStep } from "./steps/own-command.ts";
import { type Ended, runTogether, stepLine, totals } from "./steps/step.ts";
import { testsStep } from "./steps/tests-step.ts";
import { toolSteps } from "./steps/tools-step.ts";

const summaryPath = join(root, ".monitorgen-cache/test-summary.json");
mkdirSync(join(root, ".monitorgen-cache"), { recursive: true });
rmSync(summaryPath, { force: true });

const ended: Ended[] = [];
ended.push(...(await runTogether([...checkSteps, scriptStep("security scan", "scripts/security.ts"), auditStep])));
for (const step of toolSteps(process.env, console.log)) ended.push(...(await runTogether([step])));
ended.push(...(await runTogether([testsStep])));

const sum = totals(ended);
writeFileSync(summaryPath, JSON.stringify(sum));
console.log(`\n${ended.map(stepLine).join("\n")}\n\n${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed > 0 ? 1 : 0;
