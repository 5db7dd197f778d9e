/** `npm run test:install`: packs the package, installs it into empty folders on each Node at hand, and uses it there. */
import { runTogether } from "./steps/step.ts";
import { endWith, forgetSummary } from "./steps/summary.ts";
import { installTestsStep } from "./steps/tests-step.ts";

const summary = "test-install-summary.json";
forgetSummary(summary);
endWith(await runTogether([installTestsStep]), summary);
