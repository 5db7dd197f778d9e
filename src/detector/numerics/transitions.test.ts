import { describe, expect, it } from "vitest";
import { Concentration } from "./concentration.ts";
import { jointSurprise } from "./joint-surprise.ts";
import { Random } from "./random.ts";
import { RecentMap } from "./recent-map.ts";
import { Transitions } from "./transitions.ts";

describe("transitions", () => {
  it("count what followed what", () => {
    const counts = new Transitions(100);
    for (const name of [1, 1, 1, 2, 3, 3]) counts.add("a", name);
    expect(counts.share("a", 2)).toStrictEqual({ count: 1, total: 6, once: 1, rarer: 1 });
    expect(counts.share("a", 3)).toMatchObject({ count: 2, rarer: 3 });
    expect(counts.share("a", 9)).toMatchObject({ count: 0, rarer: 0 });
    expect(counts.share("b", 1)).toMatchObject({ count: 0, total: 0 });
    expect([counts.usual("a"), counts.usual("b")]).toStrictEqual([1, undefined]);
  });

  it("forget the contexts not seen for longest, and never the newest", () => {
    const counts = new Transitions(3);
    for (const context of ["a", "b", "a", "c", "d"]) counts.add(context, 1);
    expect(counts.toJSON().map(([context]) => context)).toStrictEqual(["a", "c", "d"]);
    for (const name of [1, 2, 3, 4, 5]) counts.add("e", name);
    expect(counts.toJSON().map(([context]) => context)).toStrictEqual(["e"]);
  });

  it("halve the counts of a context that was seen very often", () => {
    const counts = new Transitions(10);
    counts.add("a", 7);
    for (let index = 0; index < 8191; index += 1) counts.add("a", 1);
    expect(counts.share("a", 1)).toMatchObject({ count: 4095, total: 4095 });
    expect(counts.share("a", 7).count).toBe(0);
    expect(new Transitions(10, counts.toJSON()).toJSON()).toStrictEqual(counts.toJSON());
  });
});

describe("the concentration", () => {
  it("is great where longer contexts don't differ, and small where they do", () => {
    const alike = new Concentration();
    const apart = new Concentration();
    const random = new Random(2);
    for (let context = 0; context < 50; context += 1) {
      const share = context % 2;
      let [seen, habit] = [0, 0];
      for (let total = 1; total < 30; total += 1) {
        const isSeen = random.uniform() < 0.5;
        alike.learn(isSeen ? seen : total - 1 - seen, total - 1 || 1e-9, 0.5);
        if (isSeen) seen += 1;
        habit += share;
        apart.learn(share === 1 ? habit : total - habit, total, 0.5);
      }
    }
    expect(alike.weight).toBe(1000);
    expect(apart.weight).toBe(3);
    expect(new Concentration(apart.toJSON()).weight).toBe(3);
    expect(new Concentration().weight).toBe(1000);
  });
});

describe("the joint surprise", () => {
  // By hand: s = −ln .001, and e⁻ˢ (1 + s + s²/2).
  it("is Fisher's", () => {
    expect(Math.exp(-jointSurprise([0.01, 0.2, 0.5].map((one) => -Math.log(one))))).toBeCloseTo(0.0317663, 7);
    expect(jointSurprise([3])).toBeCloseTo(3, 12);
    expect(jointSurprise([0, 0])).toBeCloseTo(0, 12);
  });
});

describe("a map of what was set last", () => {
  it("forgets what was set longest ago", () => {
    const map = new RecentMap<number>(2, [
      ["a", 1],
      ["b", 2],
    ]);
    map.set("a", 3);
    map.set("c", 4);
    expect(map.toJSON()).toStrictEqual([
      ["a", 3],
      ["c", 4],
    ]);
    expect(map.get("b")).toBeUndefined();
  });
});
