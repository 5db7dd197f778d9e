import { describe, expect, it } from "vitest";
import { benjaminiHochberg, DiscoveryControl } from "./false-discoveries.ts";
import { normalTail } from "./normal.ts";
import { Random } from "./random.ts";

const LEVEL = 0.1;

/** Probabilities of tests of which one in five has something to find. */
function tests(count: number, random: Random) {
  return Array.from({ length: count }, () => {
    const isTrue = random.uniform() < 0.2;
    return { isTrue, probability: normalTail(random.normal() + (isTrue ? 3.5 : 0)) };
  });
}

/** Mean share of false ones among the discoveries, and of the true ones that were found. */
function simulated(discover: (probabilities: readonly number[]) => readonly boolean[]) {
  const random = new Random(8);
  let [falseShare, power] = [0, 0];
  const rounds = 60;
  for (let round = 0; round < rounds; round += 1) {
    const cases = tests(200, random);
    const found = discover(cases.map(({ probability }) => probability));
    const discoveries = cases.filter((_, index) => found[index] === true);
    const wrong = discoveries.filter(({ isTrue }) => !isTrue).length;
    falseShare += wrong / Math.max(1, discoveries.length) / rounds;
    power += (discoveries.length - wrong) / Math.max(1, cases.filter(({ isTrue }) => isTrue).length) / rounds;
  }
  return { falseShare, power };
}

describe("many tests at once, by Benjamini and Hochberg", () => {
  it("are discoveries up to the last that is within its share", () => {
    // By hand: the limits are 0.01, 0.02, 0.03, 0.04, 0.05.
    expect(benjaminiHochberg([0.039, 0.6, 0.001, 0.012, 0.031], 0.05)).toStrictEqual([true, false, true, true, true]);
    expect(benjaminiHochberg([0.2, 0.3], 0.05)).toStrictEqual([false, false]);
    expect(benjaminiHochberg([], 0.05)).toStrictEqual([]);
  });

  it("keep the share of false discoveries under the level, and find most of what there is", () => {
    const { falseShare, power } = simulated((all) => benjaminiHochberg(all, LEVEL));
    expect(falseShare).toBeLessThan(LEVEL);
    expect(power).toBeGreaterThan(0.7);
  });
});

describe("tests one after the other, by LORD++", () => {
  const inTurn = (probabilities: readonly number[]) => {
    const control = new DiscoveryControl(LEVEL);
    return probabilities.map((probability) => control.test(probability));
  };

  it("keep the share of false discoveries under the level, and find much of what there is", () => {
    const { falseShare, power } = simulated(inTurn);
    expect(falseShare).toBeLessThan(LEVEL);
    expect(power).toBeGreaterThan(0.4);
  });

  it("hardly ever find anything where there is nothing", () => {
    let wrong = 0;
    for (let seed = 0; seed < 100; seed += 1) {
      const random = new Random(seed);
      if (inTurn(Array.from({ length: 300 }, () => random.uniform())).includes(true)) wrong += 1;
    }
    expect(wrong / 100).toBeLessThan(LEVEL + 0.05);
  });

  it("spend no more than they have: less for each test, more after a discovery", () => {
    const control = new DiscoveryControl(LEVEL);
    const first = control.next();
    control.test(0.9);
    const second = control.next();
    expect(second).toBeLessThan(first);
    control.test(1e-9);
    expect(control.next()).toBeGreaterThan(second);
  });

  it("go on from their state, and forget old discoveries", () => {
    const control = new DiscoveryControl(LEVEL);
    for (let index = 0; index < 200; index += 1) control.test(index % 3 === 0 ? 1e-12 : 0.5);
    const saved = JSON.parse(JSON.stringify(control));
    expect(saved.discoveries).toHaveLength(50);
    expect(new DiscoveryControl(LEVEL, saved).next()).toBe(control.next());
    expect(control.copy().next()).toBe(control.next());
    expect(control.next()).toBeLessThan(LEVEL);
  });
});
