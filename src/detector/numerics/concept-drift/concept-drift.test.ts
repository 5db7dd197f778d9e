import { describe, expect, it } from "vitest";
import { Random } from "../random.ts";
import { Adwin, type AdwinOptions } from "./adwin.ts";
import type { ChangeDetector } from "./change-detector.ts";
import { Ddm } from "./ddm.ts";
import { Eddm } from "./eddm.ts";
import { HddmA } from "./hddm-a.ts";
import { HddmW } from "./hddm-w.ts";
import { Kswin } from "./kswin.ts";
import { PageHinkley, type PageHinkleyState } from "./page-hinkley.ts";

const level = new Random(11);
const values = [0.2, 0.6, 0.3].flatMap((mean) => Array.from({ length: 800 }, () => mean + 0.1 * level.normal()));
const coin = new Random(12);
const errors = [0.05, 0.3, 0.02].flatMap((rate) => Array.from({ length: 800 }, () => (coin.uniform() < rate ? 1 : 0)));

const adwinOptions: AdwinOptions = {
  level: 0.002,
  everySamples: 32,
  bucketsPerSize: 5,
  leastSamples: 5,
  warmUpSamples: 10,
};
const pageHinkley = (direction: "above" | "below" | "both", state?: PageHinkleyState) =>
  new PageHinkley({ warmUpSamples: 30, tolerance: 0.005, threshold: 10, fading: 0.9999, direction }, state);
const hoeffding = { level: 0.001, warningLevel: 0.005 };
const kswin = { windowSamples: 100, recentSamples: 30, level: 0.0001, seed: 1 };

const adwin = () => new Adwin(adwinOptions);
const ddm = () => new Ddm({ warmUpSamples: 30, warningThreshold: 2, threshold: 3 });
const eddm = () => new Eddm({ warmUpErrors: 30, warningShare: 0.95, share: 0.9 });
const hddmA = (twoSided: boolean) => new HddmA({ ...hoeffding, twoSided });
const hddmW = (twoSided: boolean) => new HddmW({ ...hoeffding, twoSided, weight: 0.05 });

function changes(detector: ChangeDetector, stream: readonly number[]): number[] {
  return stream.flatMap((value, index) => {
    detector.update(value);
    return detector.changed ? [index] : [];
  });
}

function warnings(detector: ChangeDetector, stream: readonly number[]): number[] {
  return stream.flatMap((value, index) => {
    detector.update(value);
    return detector.warning ? [index] : [];
  });
}

describe("detectors of changes", () => {
  // river 0.26 on the same streams, with its defaults but for Page–Hinkley's threshold of 10.
  it.each([
    ["ADWIN", adwin, values, [831, 1663]],
    ["ADWIN on errors", adwin, errors, [863, 1727]],
    ["Page–Hinkley", () => pageHinkley("both"), values, [821, 1625]],
    ["Page–Hinkley upwards", () => pageHinkley("above"), values, [821]],
    ["Page–Hinkley downwards", () => pageHinkley("below"), values, [1686]],
    ["DDM", ddm, errors, [866]],
    ["EDDM", eddm, errors, [547, 849, 1133, 1216, 1474]],
    ["HDDM-A", () => hddmA(false), errors, [860]],
    ["HDDM-A both ways", () => hddmA(true), errors, [860, 1644]],
    ["HDDM-W", () => hddmW(false), errors, [866]],
    ["HDDM-W both ways", () => hddmW(true), errors, [866, 1622]],
  ] as const)("%s finds what river finds, at the same values", (_, create, stream, expected) => {
    expect(changes(create(), stream)).toStrictEqual(expected);
  });

  // river 0.26: the first warnings, and how many, but for two of EDDM that last into the value of a change.
  it.each([
    ["DDM", ddm, [60, 61, 62], 480],
    ["EDDM", eddm, [944, 945, 946], 277],
    ["HDDM-A", () => hddmA(false), [849, 850, 851], 12],
    ["HDDM-W", () => hddmW(false), [853, 861, 863], 11],
  ] as const)("%s warns when river warns", (_, create, first, count) => {
    const found = warnings(create(), errors);
    expect(found.slice(0, 3)).toStrictEqual(first);
    expect(found).toHaveLength(count);
  });

  it("doubt nothing that stays as it is", () => {
    const steady = values.slice(0, 800);
    for (const create of [adwin, () => pageHinkley("both"), () => new Kswin(kswin)]) {
      expect(changes(create(), steady)).toStrictEqual([]);
    }
  });
});

const each: readonly (readonly [string, (state?: never) => ChangeDetector, readonly number[]])[] = [
  ["ADWIN", (state) => new Adwin(adwinOptions, state), values],
  ["Page–Hinkley", (state) => pageHinkley("both", state), values],
  ["KSWIN", (state) => new Kswin(kswin, state), values],
  ["DDM", (state) => new Ddm({ warmUpSamples: 30, warningThreshold: 2, threshold: 3 }, state), errors],
  ["EDDM", (state) => new Eddm({ warmUpErrors: 30, warningShare: 0.95, share: 0.9 }, state), errors],
  ["HDDM-A", (state) => new HddmA({ ...hoeffding, twoSided: true }, state), errors],
  ["HDDM-W", (state) => new HddmW({ ...hoeffding, twoSided: true, weight: 0.05 }, state), errors],
];

describe.each(each)("%s", (_, create, stream) => {
  it("says what the mean was before a rise and what it is after", () => {
    const found = changes(create(), stream).find((index) => index >= 800 && index < 900) ?? Number.NaN;
    const detector = create();
    for (const value of stream.slice(0, found + 1)) detector.update(value);
    expect(detector.changed).toBe(true);
    expect(detector.warning).toBe(false);
    expect(detector.statistic).toBeGreaterThanOrEqual(detector.threshold);
    expect(detector.after).toBeGreaterThan(1.4 * detector.before);
    const fresh = create();
    for (const value of stream.slice(0, 50)) fresh.update(value);
    expect(fresh.statistic).toBeLessThan(fresh.threshold);
    expect(Math.abs(fresh.after - fresh.before)).toBeLessThan(0.2);
  });

  it("starts with nothing to say", () => {
    const { after, before, changed, statistic, warning } = create();
    expect({ after, before, changed, statistic, warning }).toStrictEqual({
      ...{ after: 0, before: 0, changed: false, statistic: 0, warning: false },
    });
  });

  it("goes on from a copy and from its state, bit by bit", () => {
    const whole = create();
    let copy = create();
    let restored = create();
    for (const [index, value] of stream.slice(600, 1000).entries()) {
      if (index % 67 === 0) {
        const frozen = JSON.stringify(whole);
        copy = whole.copy();
        restored = create(JSON.parse(frozen));
        whole.copy().update(value);
        expect(JSON.stringify(whole)).toBe(frozen);
      }
      for (const one of [whole, copy, restored]) one.update(value);
      expect(JSON.stringify(copy)).toBe(JSON.stringify(whole));
      expect(JSON.stringify(restored)).toBe(JSON.stringify(whole));
      expect([restored.changed, restored.before, restored.after]).toStrictEqual([
        ...[whole.changed, whole.before, whole.after],
      ]);
    }
  });
});

describe("a change of the shape alone", () => {
  it("is found by KSWIN", () => {
    const random = new Random(5);
    const wider = Array.from({ length: 600 }, (_, index) => random.normal() * (index < 300 ? 1 : 8));
    const [first] = changes(new Kswin(kswin), wider);
    expect(first).toBeGreaterThan(300);
    expect(first).toBeLessThan(400);
  });
});

describe("DDM", () => {
  it("takes the first error after none for a change, of more deviations than count", () => {
    const detector = ddm();
    for (let index = 0; index < 40; index += 1) detector.update(0);
    detector.update(1);
    expect(detector).toMatchObject({ changed: true, statistic: 1e6, before: 0 });
  });
});

describe("ADWIN", () => {
  // river 0.26: ADWIN(delta=0.1, clock=1)
  it.each([
    [1, 38],
    [1.5, 34],
    [4, 31],
  ])("tested at each value finds a step to %f when river does", (step, expected) => {
    const stream = Array.from({ length: 60 }, (_, index) => (index < 24 ? (index % 2) * 0.1 : step));
    expect(changes(new Adwin({ ...adwinOptions, level: 0.1, everySamples: 1 }), stream)[0]).toBe(expected);
  });

  it("keeps a logarithm of what it has seen", () => {
    const detector = adwin();
    const random = new Random(2);
    for (let index = 0; index < 20_000; index += 1) detector.update(random.uniform());
    expect(JSON.stringify(detector).length).toBeLessThan(6000);
  });
});
