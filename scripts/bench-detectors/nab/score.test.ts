import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { nab } from "../nab.ts";
import { type LabelledSeries, readCorpus } from "./corpus.ts";
import { bestOutcome, outcomeAt, profiles, type ScoredSeries } from "./score.ts";

const MINUTE = 60;

/** A series of one sample a minute whose windows are given by their first and last sample. */
function series(name: string, count: number, windows: readonly (readonly [number, number])[]): LabelledSeries {
  const seconds = Array.from({ length: count }, (_, index) => index * MINUTE);
  return {
    name,
    category: "made",
    seconds,
    values: seconds.map(() => 0),
    windows: windows.map(([first, last]) => [first * MINUTE, last * MINUTE] as const),
  };
}

/** Scores that are 0 but at some samples. */
function scoredAt(one: LabelledSeries, peaks: Readonly<Record<number, number>>): ScoredSeries {
  return { series: one, scores: one.seconds.map((_, index) => peaks[index] ?? 0) };
}

const twoWindows = series("two.csv", 60, [
  [20, 29],
  [45, 50],
]);
const quiet = series("quiet.csv", 40, []);
const early = series("early.csv", 40, [[2, 9]]);

const all = [
  scoredAt(twoWindows, { 4: 1, 12: 0.4, 22: 0.9, 24: 0.95, 31: 0.6, 43: 0.5, 48: 0.7 }),
  scoredAt(quiet, { 8: 0.8, 30: 0.3 }),
  scoredAt(early, { 3: 0.99, 7: 0.65, 20: 0.2 }),
];

/** Of an implementation in Python that follows the benchmark's own code: standard, fewer false positives, fewer misses. */
const ELSEWHERE = {
  best: [91.18217171946355, 89.34883838613023, 94.1214478129757],
  bestThresholds: [0.65, 0.65, 0.65],
  half: [88.42514113481644, 83.834777216836, 92.28342742321098],
};

describe("the benchmark's scoring", () => {
  it("agrees with another implementation at the best threshold of each profile", () => {
    const best = Object.values(profiles).map((profile) => bestOutcome(all, profile));
    expect(best.map(({ threshold }) => threshold)).toStrictEqual(ELSEWHERE.bestThresholds);
    for (const [index, { normalised }] of best.entries())
      expect(normalised).toBeCloseTo(ELSEWHERE.best[index] ?? Number.NaN, 6);
  });

  it("agrees with it at a given threshold", () => {
    for (const [index, profile] of Object.values(profiles).entries())
      expect(outcomeAt(all, profile, 0.5).normalised).toBeCloseTo(ELSEWHERE.half[index] ?? Number.NaN, 6);
  });

  it("counts windows found and false alarms, none of them in the probation", () => {
    expect(outcomeAt(all, profiles.standard, 0.5)).toMatchObject({ windows: 3, windowsFound: 3, falseAlarms: 3 });
    expect(outcomeAt(all, profiles.standard, 1)).toMatchObject({ windowsFound: 0, falseAlarms: 0, normalised: 0 });
  });

  it("gives 0 where nothing is found, and almost 100 where all is found at once", () => {
    expect(bestOutcome([scoredAt(quiet, {}), scoredAt(twoWindows, {})], profiles.standard).normalised).toBe(0);
    expect(bestOutcome([scoredAt(twoWindows, { 20: 1, 45: 1 })], profiles.standard).normalised).toBeCloseTo(100, 9);
  });
});

describe("the section", () => {
  it("reads labelled series from a folder and gives a row for each kind of detector", async () => {
    const folder = mkdtempSync(join(tmpdir(), "nab-"));
    const write = (file: string, text: string) => {
      mkdirSync(dirname(join(folder, "nab", file)), { recursive: true });
      writeFileSync(join(folder, "nab", file), text);
    };
    const stamp = (index: number) =>
      new Date(Date.UTC(2020, 0, 1, 0, index)).toISOString().slice(0, 19).replace("T", " ");
    const rows = Array.from({ length: 200 }, (_, index) => `${stamp(index)},${index === 150 ? 90 : (index * 7) % 5}`);
    write("made/spike.csv", `timestamp,value\n${rows.join("\n")}\n`);
    write("windows.json", JSON.stringify({ "made/spike.csv": [[`${stamp(145)}.000000`, `${stamp(155)}.000000`]] }));
    try {
      expect(readCorpus(join(folder, "nab"))).toMatchObject([
        { windows: [[1577845500, 1577846100]], category: "made" },
      ]);
      const table = await nab({ data: folder, say: () => undefined });
      expect(table).toMatch(/^\| detector \| standard \|.* made \|\n/);
      expect(table).toMatch(/\n\| modified-z-score \| 9\d\.\d\d \|/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
