/** `npm run test:servers [-- FILE…]`: finds or installs the servers, then loads our output into them. */
import { searchServerSteps } from "./steps/search-servers-step.ts";
import { type Ended, runTogether } from "./steps/step.ts";
import { endWith, forgetSummary } from "./steps/summary.ts";
import { serverTestsStep } from "./steps/tests-step.ts";
import { toolSteps } from "./steps/tools-step.ts";
import { serverTools, tools } from "./tools/table.ts";

const files = process.argv.slice(2).filter((argument) => argument !== "--");
const summary = "test-servers-summary.json";
forgetSummary(summary);

const ended: Ended[] = [];
const found = toolSteps([...tools, ...serverTools], process.env, console.log);
for (const step of [...found, ...searchServerSteps(process.env, console.log)]) {
  ended.push(...(await runTogether([step])));
}
ended.push(...(await runTogether([serverTestsStep(files)])));
endWith(ended, summary);
