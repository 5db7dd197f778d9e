/** `npm test`: everything that `check` does, then the tools, the tests, and what the project says about its security. */
import { auditStep } from "./steps/audit-step.ts";
import { checkSteps } from "./steps/check-steps.ts";
import { scriptStep } from "./steps/own-command.ts";
import { type Ended, runTogether } from "./steps/step.ts";
import { endWith, forgetSummary } from "./steps/summary.ts";
import { testsStep } from "./steps/tests-step.ts";
import { toolSteps } from "./steps/tools-step.ts";
import { tools } from "./tools/table.ts";

const summary = "test-summary.json";
forgetSummary(summary);

const ended: Ended[] = [];
ended.push(...(await runTogether([...checkSteps, scriptStep("security scan", "scripts/security.ts"), auditStep])));
for (const step of toolSteps(tools, process.env, console.log)) ended.push(...(await runTogether([step])));
ended.push(...(await runTogether([testsStep])));
endWith(ended, summary);
