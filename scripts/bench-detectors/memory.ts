import { setTimeout as pause } from "node:timers/promises";
import { queryObjects } from "node:v8";
import { table } from "../bench/table.ts";
import type { DetectorSection } from "./section.ts";
import { type Stream, streams } from "./streams.ts";

const SAMPLES = 2500;
const DETECTORS = 20;

/** What each kind states to take at most, and what it takes in fact when its windows are full. */
export const memory: DetectorSection = async ({ say }) => {
  const rows: string[][] = [];
  for (const stream of streams(SAMPLES)) {
    say(stream.name);
    rows.push([stream.name, stream.takes, kibibytes(stream.bytes), kibibytes(await measured(stream))]);
  }
  return table(["detector", "takes", "stated, KiB", "measured, KiB"], rows);
};

/** Heap and typed arrays that one of several detectors holds when it has learnt. */
async function measured(stream: Stream): Promise<number> {
  taught(stream);
  const before = await bytesInUse();
  const held = Array.from({ length: DETECTORS }, () => taught(stream));
  const after = await bytesInUse();
  return (after - before) / held.length;
}

function taught(stream: Stream): object {
  const { detector, learn } = stream.begin();
  for (let sample = 0; sample < SAMPLES; sample += 1) learn(sample);
  return detector;
}

/** Typed arrays are given back a while after they were collected. */
async function bytesInUse(): Promise<number> {
  for (let round = 0; round < 4; round += 1) {
    collect();
    await pause(20);
  }
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  return arrayBuffers + heapUsed;
}

/** To count what is alive, all else is collected first. */
function collect(): void {
  queryObjects(Map, { format: "count" });
}

function kibibytes(bytes: number): string {
  return (bytes / 1024).toFixed(1);
}
