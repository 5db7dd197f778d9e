/**
 * `npm test`: everything that `check` does, what the project says about its security, then the tools and the tests.
 * `--whole`: with the tests that take minutes, and with coverage.
 */
import { auditStep } from "./steps/audit-step.ts";
import { checkSteps } from "./steps/check-steps.ts";
import { scriptStep } from "./steps/own-command.ts";
import { type Ended, runTogether } from "./steps/step.ts";
import { endWith, forgetSummary } from "./steps/summary.ts";
import { quickTestsStep, wholeTestsStep } from "./steps/tests-step.ts";
import { toolSteps } from "./steps/tools-step.ts";
import { tools } from "./tools/table.ts";

const isWhole = process.argv.includes("--whole");
const summary = isWhole ? "test-whole-summary.json" : "test-summary.json";
forgetSummary(summary);

const ended: Ended[] = [];
ended.push(...(await runTogether([...checkSteps, scriptStep("security scan", "scripts/security.ts"), auditStep])));
for (const step of toolSteps(tools, process.env, console.log)) ended.push(...(await runTogether([step])));
ended.push(...(await runTogether([isWhole ? wholeTestsStep : quickTestsStep])));
endWith(ended, summary);
