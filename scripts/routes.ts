/** `npm run routes`: random trees of routes against amtool, random configurations against a real Alertmanager, in figures. */
import { runOwn } from "./steps/own-command.ts";
import { failed } from "./steps/run-command.ts";

/** How much is asked: one alert of each tree, some 370 alerts of each configuration. */
const env = { ...process.env, MONITORGEN_AMTOOL_CASES: "3000", MONITORGEN_TREES: "60", MONITORGEN_TELL: "1" };

const runs = [
  ["src/routing/amtool.test.ts"],
  ["--config", "vitest.servers.config.ts", "test/servers/alertmanager/random-trees.test.ts"],
];

for (const args of runs) {
  const finished = await runOwn("vitest", ["run", ...args], { env, show: true });
  if (failed(finished)) process.exitCode = 1;
}
