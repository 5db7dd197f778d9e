/** `npm run routes`: random trees of routes against amtool, random configurations against a real Alertmanager, in figures. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./steps/own-command.ts";

/** How much is asked: one alert of each tree, some 370 alerts of each configuration. */
const env = { ...process.env, MONITORGEN_AMTOOL_CASES: "3000", MONITORGEN_TREES: "60", MONITORGEN_TELL: "1" };

const runs = [
  ["src/routing/amtool.test.ts"],
  ["--config", "vitest.servers.config.ts", "test/servers/alertmanager/random-trees.test.ts"],
];

for (const args of runs) {
  const { status } = spawnSync(join(root, "node_modules/.bin/vitest"), ["run", ...args], {
    cwd: root,
    env,
    stdio: "inherit",
  });
  if (status !== 0) process.exitCode = 1;
}
