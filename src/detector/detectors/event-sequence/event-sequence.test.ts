import { describe, expect, it } from "vitest";
import { Random } from "../../numerics/random.ts";
import { definition } from "./index.ts";

const NAMES = ["login", "list", "open", "edit", "save", "search", "share", "logout"];
const USERS = 12;

/** Who wanders how between events: each can be followed by three others, with probabilities from a tenth on. */
function walk(random: Random) {
  const followers = NAMES.map((_, from) => [1, 2, 5].map((step) => (from + step) % NAMES.length));
  const states = new Array<number>(USERS).fill(0);
  return {
    ordinary(user: number): number {
      const draw = random.uniform();
      return followers[states[user] ?? 0]?.[draw < 0.1 ? 2 : draw < 0.4 ? 1 : 0] ?? 0;
    },
    impossible: (user: number) => ((states[user] ?? 0) + 4) % NAMES.length,
    go(user: number, to: number) {
      states[user] = to;
    },
  };
}

/** Runs a trace; each thousandth event from `plantedFrom` on is one that never follows. */
function trace(seed: number, length: number, plantedFrom: number) {
  const random = new Random(seed);
  const { go, impossible, ordinary } = walk(random);
  const detector = definition.create({});
  const found = { planted: 0, hits: 0, falseAlarms: 0, reasons: [] as string[] };
  for (let index = 0; index < length; index += 1) {
    const user = random.below(USERS);
    const isPlanted = index >= plantedFrom && index % 1000 === 500;
    const next = isPlanted ? impossible(user) : ordinary(user);
    const event = { timestampSeconds: index, entity: `user ${user}`, name: NAMES[next] ?? "", values: {} };
    const verdict = detector.score(event);
    detector.learn(event);
    go(user, next);
    if (isPlanted) found.planted += 1;
    if (verdict?.is_anomaly !== true) continue;
    if (isPlanted) found.hits += 1;
    else found.falseAlarms += 1;
    found.reasons.push(verdict.reason);
  }
  return found;
}

describe("surprise of event sequences", () => {
  it("finds what never follows, says what usually does, and is silent on a clean trace", () => {
    const clean = trace(1, 10_000, Number.POSITIVE_INFINITY);
    expect(clean).toMatchObject({ planted: 0, falseAlarms: 0 });
    const planted = trace(2, 14_000, 7000);
    expect(planted).toMatchObject({ planted: 7, hits: 7, falseAlarms: 0 });
    expect(planted.reasons[0]).toMatch(/^\w+ of user \d+ where \w+ is usual: \S+ bits .*above the threshold 9$/);
  });

  it("finds what one never does though others do", () => {
    const random = new Random(3);
    const detector = definition.create({});
    const told: (readonly [number, string, string])[] = [];
    for (let index = 0; index < 6000; index += 1) {
      const isAnn = index % 2 === 0;
      const name =
        index === 5500
          ? "delete"
          : isAnn
            ? random.uniform() < 0.5
              ? "read"
              : "list"
            : random.uniform() < 0.5
              ? "delete"
              : "read";
      const event = { timestampSeconds: index, entity: isAnn ? "ann" : "bob", name, values: {} };
      const verdict = detector.score(event);
      detector.learn(event);
      if (verdict?.is_anomaly === true) told.push([index, verdict.entity, verdict.seen]);
    }
    expect(told).toStrictEqual([[5500, "ann", "delete"]]);
  });

  it("finds several events that are each a little rare, and together too much", () => {
    const random = new Random(4);
    const detector = definition.create({ order: 1 });
    const learn = (index: number, name: string) =>
      detector.learn({ timestampSeconds: index, entity: "ann", name, values: {} });
    for (let index = 0; index < 5000; index += 1) learn(index, random.uniform() < 0.004 ? "retry" : "read");
    const verdicts = ["retry", "read", "retry", "read", "retry"].map((name, step) => {
      const verdict = detector.score({ timestampSeconds: 5000 + step, entity: "ann", name, values: {} });
      learn(5000 + step, name);
      return verdict;
    });
    expect([verdicts[0]?.is_anomaly, verdicts[1]?.is_anomaly, verdicts[4]?.is_anomaly]).toStrictEqual([
      false,
      false,
      true,
    ]);
    expect(verdicts[4]?.reason).toContain("in the last 5 events");
  });

  it("begins anew after a silence", () => {
    const detector = definition.create({ warmUpEvents: 10, sessionGapSeconds: 60 });
    let seconds = 0;
    for (let session = 0; session < 400; session += 1) {
      for (const name of ["login", "read", "logout"]) {
        seconds += 10;
        detector.learn({ timestampSeconds: seconds, entity: "ann", name, values: {} });
      }
      seconds += 1000;
    }
    const login = (at: number) => ({ timestampSeconds: at, entity: "ann", name: "login", values: {} });
    detector.learn(login(seconds));
    expect(detector.score(login(seconds + 5))?.is_anomaly).toBe(true);
    expect(detector.score(login(seconds + 1000))?.is_anomaly).toBe(false);
  });
});
