#!/usr/bin/env node
// Runs a TypeScript script of this folder (`node scripts/run.js bundle …`) on a Node that strips types: the one that
// runs this file if it can (22.18 and newer), else the checkout's own, which `npm ci` puts into node_modules.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

const [name = "", ...rest] = process.argv.slice(2);
const script = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
const ownNode = fileURLToPath(new URL("../node_modules/node/bin/node", import.meta.url));
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major > 22 || (major === 22 && minor >= 18)) {
  process.argv.splice(1, 2, script);
  await import(pathToFileURL(script).href);
} else if (existsSync(ownNode)) {
  process.exitCode = spawnSync(ownNode, [script, ...rest], { stdio: "inherit" }).status ?? 1;
} else {
  console.error(
    `Node ${process.versions.node} cannot run ${name}.ts and the checkout has no Node of its own; type: npm ci`,
  );
  process.exitCode = 1;
}
