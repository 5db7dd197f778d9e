import { definition as halfSpaceTrees } from "../../src/detector/detectors/half-space-trees/index.ts";
import { table } from "../bench/table.ts";
import type { DetectorSection } from "./section.ts";
import { rowStream, type Stream, streams } from "./streams.ts";

const SAMPLES = 5000;
/** Before this many samples the compiler is still at work, and detectors may be warming up. */
const UNTIMED = 1000;
const RUNS = 4;
const CHUNK = 250;

/** The trees that river was measured with. */
const OF_RIVER = { trees: 10, height: 8 };

/** How many samples a second each kind scores and learns, one at a time on one core, and how long the slowest of them take. */
export const speed: DetectorSection = ({ say }) => {
  const likeRiver = rowStream(halfSpaceTrees, OF_RIVER, SAMPLES);
  const all = [{ ...likeRiver, name: "half-space-trees, 10 of height 8" }, ...streams(SAMPLES)];
  const rows = all.map((stream) => {
    say(stream.name);
    return cells(stream);
  });
  return Promise.resolve(
    table(["detector", "takes", "judged and learnt a second", "judged a second", "99.9 % within"], rows),
  );
};

function cells(stream: Stream): string[] {
  const { judging, together } = chunkTimes(stream);
  const late = sampleTimes(stream).toSorted()[Math.floor(0.999 * (SAMPLES - UNTIMED))] ?? 0;
  return [stream.name, stream.takes, perSecond(together), perSecond(judging), `${Math.ceil(late * 1000)} µs`];
}

/** Milliseconds of each chunk of samples: the least of several runs, for what other work of the machine takes doesn't count. */
function chunkTimes(stream: Stream): { readonly judging: Float64Array; readonly together: Float64Array } {
  const [judging, together] = [noTimes(SAMPLES / CHUNK), noTimes(SAMPLES / CHUNK)];
  for (let run = 0; run < RUNS; run += 1) {
    const { learn, score } = stream.begin();
    for (let chunk = 0; chunk < judging.length; chunk += 1) {
      const begin = chunk * CHUNK;
      const started = performance.now();
      for (let sample = begin; sample < begin + CHUNK; sample += 1) score(sample);
      const between = performance.now();
      for (let sample = begin; sample < begin + CHUNK; sample += 1) {
        score(sample);
        learn(sample);
      }
      keepLeast(judging, chunk, between - started);
      keepLeast(together, chunk, performance.now() - between);
    }
  }
  return { judging: judging.subarray(UNTIMED / CHUNK), together: together.subarray(UNTIMED / CHUNK) };
}

/** Milliseconds of each sample, judged and learnt. */
function sampleTimes(stream: Stream): Float64Array {
  const times = noTimes(SAMPLES);
  for (let run = 0; run < RUNS; run += 1) {
    const { learn, score } = stream.begin();
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      const started = performance.now();
      score(sample);
      learn(sample);
      keepLeast(times, sample, performance.now() - started);
    }
  }
  return times.subarray(UNTIMED);
}

function noTimes(count: number): Float64Array {
  return new Float64Array(count).fill(Number.POSITIVE_INFINITY);
}

function keepLeast(times: Float64Array, index: number, time: number): void {
  times[index] = Math.min(Number(times[index]), time);
}

function perSecond(milliseconds: Float64Array): string {
  const mean = milliseconds.reduce((sum, one) => sum + one, 0) / milliseconds.length;
  return Number(((1000 * CHUNK) / mean).toPrecision(2)).toLocaleString("en");
}
