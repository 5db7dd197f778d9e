/** `npm run test:pipelines`: runs every step of the pipelines that users copy; the quick suite runs a sample. */
import { runOwn } from "./steps/own-command.ts";
import { failed } from "./steps/run-command.ts";

const finished = await runOwn("vitest", ["run", "--config", "vitest.pipelines.config.ts"], { show: true });
process.exitCode = failed(finished) ? 1 : 0;
