/** `npm run test:hostile`: builds tenants that take all the time and memory that they get, each in a process of its own. */
import { runTogether } from "./steps/step.ts";
import { endWith, forgetSummary } from "./steps/summary.ts";
import { hostileTestsStep } from "./steps/tests-step.ts";

const summary = "test-hostile-summary.json";
forgetSummary(summary);
endWith(await runTogether([hostileTestsStep]), summary);
