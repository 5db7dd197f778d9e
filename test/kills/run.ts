/**
 * `npm run kills [-- --count 1000 --seed 1 --together 10]`: kills builds at random moments, most of them while they write, and looks
 * each time at what is left, at what a check says of it, and at what the next build makes of it. Then lets five commands work at
 * once, some times.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Random } from "../fuzz/random.ts";
import { project } from "./declarations.ts";
import { FOREIGN, wholeBuilds, writeFiles } from "./folders.ts";
import { Range } from "./round.ts";
import { together } from "./together.ts";
import { type Blow, build, COMMAND, type Ended, type Sign } from "./victim.ts";

const { values } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== "--"),
  options: {
    count: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    together: { type: "string", default: "10" },
  },
});
const root = mkdtempSync(join(tmpdir(), "monitorgen-kills-"));
const counts = new Map<string, number>();
const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);
let wrong = 0;

/** How long it takes from sign to sign, learnt from builds that nobody kills. */
async function learn(): Promise<ReadonlyMap<Sign, number>> {
  const own = join(root, "learnt");
  const all: Ended[] = [];
  for (const version of ["a", "b", "a"] as const) {
    writeFiles(own, project(version));
    all.push(await build(own));
  }
  const last = all.at(-1)?.seen ?? new Map<Sign, number>();
  const signs: readonly Sign[] = ["start", "lock", "layout", "first file", "manifest"];
  const span = (sign: Sign, i: number): number => (last.get(signs[i + 1] ?? sign) ?? 0) - (last.get(sign) ?? 0);
  return new Map(signs.map((sign, i) => [sign, Math.max(span(sign, i), 3)]));
}

function blowOf(random: Random, spans: ReadonlyMap<Sign, number>): Blow {
  const sign = random.weighted<Sign>([
    [10, "start"],
    [5, "lock"],
    [30, "layout"],
    [45, "first file"],
    [10, "manifest"],
  ]);
  const delay = (random.below(1000) / 1000) * (spans.get(sign) ?? 3);
  return {
    signal: random.weighted<NodeJS.Signals>([
      [85, "SIGKILL"],
      [6, "SIGTERM"],
      [6, "SIGINT"],
      [3, "SIGPIPE"],
    ]),
    at: { sign, delay },
  };
}

function told(): string {
  return [...counts]
    .sort()
    .map(([what, times]) => `${what} ${times}`)
    .join(", ");
}

async function main(): Promise<void> {
  const whole = await wholeBuilds(root);
  const spans = await learn();
  console.log(
    `${COMMAND}\n${whole.a.size} files; ${[...spans].map(([sign, ms]) => `${sign} ${ms.toFixed(1)} ms`).join(", ")}`,
  );
  const project = join(root, "project");
  writeFiles(join(project, "output"), FOREIGN);
  // Where there are packages, builds remember what they read and wrote.
  mkdirSync(join(project, "node_modules"));
  const range = new Range(project, whole);
  const total = Number(values.count);
  for (let number = 0; number < total; number++) {
    const random = new Random(Number(values.seed), number);
    const blow = blowOf(random, spans);
    const { stage, ended, complaints } = await range.round(blow, random.pick(["a", "b"]), random.once(20));
    count(`${blow.signal}: ${ended.signal ?? `exit ${ended.exit}`}`);
    count(stage);
    if (complaints.length > 0) wrong++;
    for (const complaint of complaints)
      console.log(`round ${number}, ${blow.signal} ${blow.at.delay.toFixed(1)} ms after ${blow.at.sign}: ${complaint}`);
    if (number % 20 === 19 || number + 1 === total) console.log(`${number + 1} kills, ${wrong} wrong; ${told()}`);
  }
  await allAtOnce(Number(values.together));
  process.exitCode = wrong === 0 ? 0 : 1;
}

async function allAtOnce(times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    const complaints = await together(join(root, "together"), time % 2 === 0 ? "a" : "b");
    if (complaints.length > 0) wrong++;
    for (const complaint of complaints) console.log(`five at once, time ${time}: ${complaint}`);
  }
  console.log(`five commands at once, ${times} times; ${wrong} wrong in all`);
}

try {
  await main();
} finally {
  rmSync(root, { recursive: true, force: true });
}
