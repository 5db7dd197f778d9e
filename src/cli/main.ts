#!/usr/bin/env node
import type { Ask, Context, Output } from "./context.ts";
import { EXIT } from "./exit.ts";
import { isNodeEnough, LOWEST_NODE } from "./node-version.ts";
import { run } from "./run.ts";
import { versionOf } from "./version.ts";

const { stdout, stderr } = process;

// Whoever reads has gone, as `head` does: there is nobody left to tell.
for (const stream of [stdout, stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}

function outputOf(stream: NodeJS.WriteStream): Output {
  return { write: (text) => stream.write(text), isTerminal: stream.isTTY === true, columns: stream.columns };
}

function drained(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.writableNeedDrain) stream.once("drain", resolve);
    else resolve();
  });
}

const ask: Ask = async (question, proposal) => {
  const { createInterface } = await import("node:readline/promises");
  const prompt = createInterface({ input: process.stdin, output: stderr });
  // Ctrl-C and Ctrl-D close it without an answer.
  const leave = (): never => process.exit(130);
  prompt.once("close", leave);
  const answer = await prompt.question(`${question} (${proposal}) `);
  prompt.off("close", leave).close();
  return answer.trim() || proposal;
};

const context: Context = {
  cwd: process.cwd(),
  env: process.env,
  stdout: outputOf(stdout),
  stderr: outputOf(stderr),
  drained: async () => {
    await drained(stdout);
    await drained(stderr);
  },
  // Made only when asked for: opening stdin takes milliseconds that --help does not have.
  get ask() {
    return process.stdin.isTTY && stderr.isTTY ? ask : undefined;
  },
  get stdin() {
    return process.stdin.isTTY ? undefined : () => process.stdin.setEncoding("utf8");
  },
  facade: () => import("../project.ts"),
};

// npm only warns of `engines`; what an older Node lacks would look like a bug of ours.
if (isNodeEnough(process.versions.node)) process.exitCode = await run(process.argv.slice(2), versionOf, context);
else {
  const url = "https://nodejs.org/download";
  stderr.write(`error  Node ${process.versions.node} is too old: monitorgen needs ${LOWEST_NODE}\n  ${url}\n`);
  process.exitCode = EXIT.machine;
}
