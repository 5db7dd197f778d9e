import { describe, expect, it } from "vitest";
import { Random } from "./random.ts";

const many = (draw: () => number) => Array.from({ length: 20_000 }, draw);

describe("seeded random numbers", () => {
  it("are the same for the same seed, and others for another", () => {
    const first = new Random(7);
    const again = new Random(7);
    const other = new Random(8);
    const drawn = many(() => first.uniform()).slice(0, 5);
    expect(many(() => again.uniform()).slice(0, 5)).toStrictEqual(drawn);
    expect(many(() => other.uniform()).slice(0, 5)).not.toStrictEqual(drawn);
  });

  it("are spread as they say", () => {
    const random = new Random(1);
    const uniform = many(() => random.uniform());
    expect(Math.min(...uniform)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...uniform)).toBeLessThan(1);
    expect(uniform.reduce((sum, one) => sum + one) / uniform.length).toBeCloseTo(0.5, 2);
    const normal = many(() => random.normal());
    const average = normal.reduce((sum, one) => sum + one) / normal.length;
    expect(average).toBeCloseTo(0, 1);
    expect(normal.reduce((sum, one) => sum + one * one, 0) / normal.length).toBeCloseTo(1, 1);
    const counts = [0, 0, 0];
    for (const one of many(() => random.below(3))) counts[one] = (counts[one] ?? 0) + 1;
    for (const count of counts) expect(count / 20_000).toBeCloseTo(1 / 3, 1);
  });

  it("continue from their state, also in the middle of a pair", () => {
    const random = new Random(3);
    random.normal();
    const resumed = new Random(JSON.parse(JSON.stringify(random)));
    for (let index = 0; index < 5; index += 1) expect(resumed.normal()).toBe(random.normal());
  });
});
