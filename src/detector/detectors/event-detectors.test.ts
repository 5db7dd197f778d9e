import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Random } from "../numerics/random.ts";
import type { Event } from "./event.ts";
import type { EventDetector } from "./event-detector.ts";
import { eventDetectors } from "./index.ts";

/** Parameters with which a detector speaks soon, and has something to say. */
const SOON = {
  "behaviour-profile": { warmUpEvents: 5 },
  "event-sequence": { warmUpEvents: 10 },
  "sequence-rules": { rules: [{ name: "loop", steps: ["a", "b", "a"], withinSeconds: 1e6 }] },
} as const;

const eventOf = (entity: string, name: string, timestampSeconds: number, bytes = 7): Event => ({
  timestampSeconds,
  entity,
  name,
  values: { bytes },
});

function said(detector: EventDetector, event: Event) {
  const verdict = detector.score(event);
  detector.learn(event);
  return verdict;
}

const events = fc.array(
  fc.record({
    timestampSeconds: fc.oneof(fc.integer({ min: 0, max: 1e6 }), fc.double()),
    entity: fc.constantFrom("ann", "bob", "__proto__", ""),
    name: fc.constantFrom("a", "b", "c", "constructor", "ünï→"),
    values: fc.dictionary(fc.constantFrom("bytes", "__proto__", "n"), fc.double(), { maxKeys: 2 }),
  }),
  { minLength: 12, maxLength: 60 },
);

describe.each(eventDetectors.map((one) => [one.name, one] as const))("%s", (name, definition) => {
  const parameters = Object.entries(SOON).find(([kind]) => kind === name)?.[1] ?? {};
  const fresh = (state?: unknown) => definition.create(parameters, state);

  it("says what it saw of whom, in finite numbers, whatever comes in", () => {
    fc.assert(
      fc.property(events, (given) => {
        const detector = fresh();
        for (const event of given) {
          const verdict = said(detector, event);
          if (verdict === undefined) continue;
          for (const number of [verdict.score, verdict.threshold, verdict.confidence_score]) {
            expect(number).toSatisfy(Number.isFinite);
            expect(number).toBeGreaterThanOrEqual(0);
          }
          expect(verdict.confidence_score).toBeLessThanOrEqual(1);
          expect(verdict.is_anomaly).toBe(verdict.confidence_score > 0.5);
          expect(verdict.entity).toBe(event.entity);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("continues bit by bit from its state, saved at any point", () => {
    fc.assert(
      fc.property(events, fc.nat(), (given, cut) => {
        const whole = fresh();
        let resumed = fresh();
        for (const [index, event] of given.entries()) {
          if (index === cut % given.length) resumed = fresh(JSON.parse(JSON.stringify(resumed)));
          expect(said(resumed, event)).toStrictEqual(said(whole, event));
        }
        expect(JSON.stringify(resumed)).toBe(JSON.stringify(whole));
      }),
      { numRuns: 60 },
    );
  });

  it("doesn't change what it has learnt by judging", () => {
    const detector = fresh();
    for (let index = 0; index < 40; index += 1) detector.learn(eventOf("ann", index % 2 === 0 ? "a" : "b", index));
    const before = JSON.stringify(detector);
    detector.score(eventOf("ann", "c", 50));
    detector.score(eventOf("new", "a", 50));
    expect(JSON.stringify(detector)).toBe(before);
    detector.learn(eventOf("ann", "a", Number.NaN));
    expect(JSON.stringify(detector)).toBe(before);
    expect(detector.score(eventOf("ann", "a", Number.NaN))).toBeUndefined();
  });

  it("forgets the entity that it hasn't seen for longest, and so stays within the memory it states", () => {
    const small = { ...parameters, maximumEntities: 20 };
    const detector = definition.create(small);
    const random = new Random(5);
    for (let index = 0; index < 2000; index += 1) {
      detector.learn(eventOf(`user ${index % 100}`, `event ${random.below(1000)}`, index));
    }
    const state = JSON.stringify(detector);
    expect(state).toContain('"user 99"');
    expect(state).not.toContain('"user 79"');
    expect(state.length).toBeLessThan(definition.memoryBytes(small));
  });

  it("refuses parameters and states that aren't its own", () => {
    expect(() => definition.create({ maximumEntities: 0 })).toThrow("maximumEntities must be at least 1");
    expect(() => fresh({ entities: 1 })).toThrow("entities must be a list");
  });
});
