import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bucketLabel, histogramSeries, labelCatalogue, type Range, type Series } from "./catalogue.ts";
import { add, divide, hull, multiply, negate, subtract } from "./interval.ts";

const LESS = Number.NEGATIVE_INFINITY;
const MORE = Number.POSITIVE_INFINITY;

const end = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.constantFrom(LESS, MORE));
const range: fc.Arbitrary<Range> = fc
  .tuple(end, end)
  .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }))
  .filter(({ from, to }) => from < MORE && to > LESS);
// A range and a number in it.
const inside = range.chain((one) =>
  fc.integer({ min: Math.max(one.from, -40), max: Math.min(one.to, 40) }).map((value) => [one, value] as const),
);

describe("a result always lies in the range that is said of it:", () => {
  const operations: readonly (readonly [string, (a: Range, b: Range) => Range, (a: number, b: number) => number])[] = [
    ["add", add, (a, b) => a + b],
    ["subtract", subtract, (a, b) => a - b],
    ["multiply", multiply, (a, b) => a * b],
    ["divide", divide, (a, b) => a / b],
    ["hull", hull, (a) => a],
    ["hull of the other", hull, (_, b) => b],
    ["negate", (a) => negate(a), (a) => -a],
  ];
  test.each(operations)("%s", (_, ofRanges, ofNumbers) => {
    fc.assert(
      fc.property(inside, inside, ([a, x], [b, y]) => {
        const { from, to } = ofRanges(a, b);
        const value = ofNumbers(x, y);
        expect(Number.isNaN(from) || Number.isNaN(to)).toBe(false);
        if (!Number.isNaN(value)) {
          expect(value).toBeGreaterThanOrEqual(from - 1e-9);
          expect(value).toBeLessThanOrEqual(to + 1e-9);
        }
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  test("and no wider than it must be", () => {
    const [a, b] = [
      { from: -1, to: 2 },
      { from: 3, to: 4 },
    ];
    expect([add(a, b), subtract(a, b), multiply(a, b), negate(a), hull(a, b)]).toEqual([
      { from: 2, to: 6 },
      { from: -5, to: -1 },
      { from: -4, to: 8 },
      { from: -2, to: 1 },
      { from: -1, to: 4 },
    ]);
    expect(divide({ from: 1, to: 6 }, { from: 2, to: 3 })).toEqual({ from: 1 / 3, to: 3 });
    expect(divide({ from: 1, to: 6 }, { from: -3, to: -2 })).toEqual({ from: -3, to: -1 / 3 });
    expect(divide({ from: 0, to: 6 }, { from: 0, to: MORE })).toEqual({ from: 0, to: MORE });
    expect(divide(a, { from: 0, to: 1 })).toEqual({ from: LESS, to: MORE });
    expect(subtract({ from: MORE, to: MORE }, { from: LESS, to: MORE })).toEqual({ from: LESS, to: MORE });
  });
});

describe("the catalogue", () => {
  const histogram: Series = {
    ...{ name: "h", metric: "h", type: "histogram", unit: "seconds", buckets: [0.5, 1] },
    ...{ range: { from: 0, to: MORE }, labels: new Map([["a", ["x"]]]) },
  };

  test("knows the three series of a histogram", () => {
    const [bucket, count, sum] = histogramSeries(histogram, "float");
    expect([bucket?.name, count?.name, sum?.name]).toEqual(["h_bucket", "h_count", "h_sum"]);
    expect([bucket?.unit, count?.unit, sum?.unit]).toEqual(["events", "events", "seconds"]);
    expect([...(bucket?.labels ?? [])]).toEqual([
      ["a", ["x"]],
      ["le", ["0.5", "1.0", "+Inf"]],
    ]);
    expect([...(count?.labels.keys() ?? [])]).toEqual(["a"]);
    expect(histogramSeries(histogram, "plain")[0]?.labels.get("le")).toEqual(["0.5", "1", "+Inf"]);
  });

  test("writes bounds as Prometheus does", () => {
    const bounds = [1, -1, 0.5, 0, 100000, 1048576, 1e6, 1234567.5, 1e21, 0.0001, 0.00001, 1.5e-7];
    expect(bounds.map((bound) => bucketLabel(bound, "float"))).toEqual(
      "1.0 -1.0 0.5 0.0 100000.0 1.048576e+06 1e+06 1.2345675e+06 1e+21 0.0001 1e-05 1.5e-07".split(" "),
    );
    expect([1, 0.5, 1048576].map((bound) => bucketLabel(bound, "plain"))).toEqual(["1", "0.5", "1.048576e+06"]);
    expect(bucketLabel(MORE, "plain")).toBe("+Inf");
  });

  test("answers label inference", () => {
    const catalogue = labelCatalogue(new Map([["c", { ...histogram, type: "counter", name: "c" }]]));
    expect(catalogue("c")).toEqual({ labels: ["a"], kind: "counter" });
    expect(catalogue("d")).toBeUndefined();
  });
});
