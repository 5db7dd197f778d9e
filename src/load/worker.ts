import { parentPort } from "node:worker_threads";
import { evaluate, type Job, prepareEngine } from "./evaluate.ts";

await prepareEngine();
parentPort?.on("message", async (job: Job) => {
  parentPort?.postMessage(await evaluate(job));
});
parentPort?.postMessage("ready");
