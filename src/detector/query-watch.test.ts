import { describe, expect, it } from "vitest";
import { intervalsUntilNext } from "./back-off.ts";
import type { DeclaredDetector } from "./configuration.ts";
import { definition } from "./detectors/iqr/index.ts";
import { jsonLines } from "./log.ts";
import { Monitor } from "./monitor.ts";
import { pool } from "./pool.ts";
import { QueryWatch } from "./query-watch.ts";
import { RecentRate } from "./recent-rate.ts";
import { type Sample, type Source, SourceError } from "./sources/source.ts";

const never = new AbortController().signal;

const declared: DeclaredDetector = {
  name: "up-odd",
  detector: "iqr",
  parameters: {},
  query: "up",
  severity: "page",
  labels: {},
  maximumSeries: 3,
  edgesSeconds: [0],
};

function watching(
  answers: readonly (() => Promise<Sample[]>)[],
  monitors: readonly Monitor[] = [],
  outcomes: string[] = [],
) {
  const lines: string[] = [];
  const log = jsonLines(
    (line) => lines.push(line),
    false,
    () => new Date(0),
  );
  const sample = (_: Monitor, outcome: string) => outcomes.push(outcome);
  const observer = { polled: () => undefined, sample, anomaly: () => undefined };
  const rest = [...answers];
  const source: Source = () => (rest.shift() ?? (() => Promise.resolve([])))();
  return {
    lines,
    source,
    watch: new QueryWatch("up", monitors, { intervalSeconds: 10, settlingIntervals: 2 }, observer, log),
  };
}

const refused = () => Promise.reject(new SourceError("refused", "parse error"));
const answered = () => Promise.resolve([]);

describe("a watched query", () => {
  it("is asked less often while it fails, and at its own pace once it is answered", async () => {
    const { source, watch } = watching([refused, refused, refused, refused, answered]);
    const dues: number[] = [];
    for (let poll = 0; poll < 5; poll += 1) dues.push(await watch.poll(source, never, () => 100));
    expect(dues).toStrictEqual([10, 20, 40, 50, 10]);
    expect(watch.recent).toStrictEqual([false, false, false, false, true]);
  });

  it("is fresh from its first answer, for as long as the longest back-off takes", async () => {
    const { source, watch } = watching([refused]);
    await watch.poll(source, never, () => 100);
    expect(watch.isFresh(100)).toBe(false);
    await watch.poll(source, never, () => 100);
    expect([watch.isFresh(160), watch.isFresh(161)]).toStrictEqual([true, false]);
  });

  it("logs why it failed, be it the source or a fault within", async () => {
    const { lines, source, watch } = watching([refused, () => Promise.reject(new TypeError("a bug"))]);
    await watch.poll(source, never, () => 0);
    await watch.poll(source, never, () => 0);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      {
        time: "1970-01-01T00:00:00.000Z",
        level: "warning",
        message: "poll failed",
        reason: "refused",
        error: "parse error",
      },
      { reason: "internal", error: "a bug" },
    ]);
  });

  const unreachable = () => Promise.reject(new SourceError("unreachable", "ECONNREFUSED"));

  const sampledAt = (seconds: number) => [{ labels: [], value: seconds, timestampSeconds: seconds }];

  /** Which answers were judged ("j") and which passed (".") before and after failures, by a watch with these edges. */
  async function judged(failures: readonly (() => Promise<never>)[], edgesSeconds: readonly number[]) {
    const outcomes: string[] = [];
    let time = 100;
    const sampled = async () => sampledAt(time);
    const answers = [sampled, ...failures, ...Array.from({ length: 14 }, () => sampled)];
    const monitor = new Monitor({ ...declared, edgesSeconds: [...edgesSeconds] }, definition);
    const { source, watch } = watching(answers, [monitor], outcomes);
    for (const _ of answers) {
      await watch.poll(source, never, () => time);
      time += 10;
    }
    return outcomes.map((outcome) => (outcome === "unsettled" ? "." : "j")).join("");
  }

  it.each([
    ["judges nothing for two intervals after Prometheus was away", [unreachable, unreachable], [0], "j..jjjjjjjjjjjj"],
    ["nor while a window begins in the outage", [unreachable, unreachable], [0, 100], "j..jjjj......jj"],
    ["but goes on while the hole is inside of the window", [unreachable, unreachable], [0, 1000], "j..jjjjjjjjjjjj"],
    ["does nothing of the kind after one lost poll", [unreachable], [0, 100], "jjjjjjjjjjjjjjj"],
    ["nor after queries that Prometheus refused", [refused, refused, refused], [0, 100], "jjjjjjjjjjjjjjj"],
  ])("%s", async (_, failures, edges, wanted) => {
    expect(await judged(failures, edges)).toBe(wanted);
  });

  it("remembers only the last polls", async () => {
    const { source, watch } = watching([refused]);
    for (let poll = 0; poll < 25; poll += 1) await watch.poll(source, never, () => 0);
    expect(watch.recent).toHaveLength(20);
    expect(watch.recent).not.toContain(false);
  });

  it("counts nothing once it is stopped", async () => {
    const { lines, source, watch } = watching([refused]);
    expect(await watch.poll(source, AbortSignal.abort(), () => 0)).toBe(0);
    expect([watch.recent, lines]).toStrictEqual([[], []]);
  });
});

describe("pacing", () => {
  it("backs off by 1, 2, 4, then 5 intervals", () => {
    expect([0, 1, 2, 3, 4, 50].map(intervalsUntilNext)).toStrictEqual([1, 1, 2, 4, 5, 5]);
  });

  it("runs no more at once than allowed, and all in the end", async () => {
    const inTurn = pool(2);
    let running = 0;
    let most = 0;
    const work = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running -= 1;
      throw new Error("fails");
    };
    const results = await Promise.allSettled(Array.from({ length: 7 }, () => inTurn(work)));
    expect([most, running, results.length]).toStrictEqual([2, 0, 7]);
  });

  it("counts a rate over a window, or since the start where that is shorter", () => {
    const rate = new RecentRate(10, 100);
    expect(rate.perSecond(100)).toBe(0);
    rate.record(4, 101);
    rate.record(4, 101.5);
    expect(rate.perSecond(102)).toBe(4);
    expect(rate.perSecond(110)).toBe(0.8);
    expect(rate.perSecond(115)).toBe(0);
  });
});
