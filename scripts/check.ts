/** `npm run check`: format, lint, complexity, types, unused code, import direction, side by side. */
import { checkSteps } from "./steps/check-steps.ts";
import { runTogether } from "./steps/step.ts";

const ended = await runTogether(checkSteps);
process.exitCode = ended.some((step) => step.state === "failed") ? 1 : 0;
