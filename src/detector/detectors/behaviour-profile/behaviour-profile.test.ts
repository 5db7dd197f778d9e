import { describe, expect, it } from "vitest";
import { Random } from "../../numerics/random.ts";
import type { Event } from "../event.ts";
import { definition } from "./index.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;
const DAYS = 40;

/** A detector that knows Ann: at work from 9 to 17 h, reading and writing, with some thousand bytes each time. */
function acquainted() {
  const random = new Random(11);
  const detector = definition.create({});
  let alarms = 0;
  for (let day = 0; day < DAYS; day += 1) {
    for (let at = 9 * HOUR; at < 17 * HOUR; at += -900 * Math.log(1 - random.uniform())) {
      const event = annDoes(
        random.below(3) === 0 ? "write" : "read",
        day * DAY + at,
        Math.exp(7 + 0.4 * random.normal()),
      );
      if (detector.score(event)?.is_anomaly === true) alarms += 1;
      detector.learn(event);
    }
  }
  return { detector, alarms };
}

function annDoes(name: string, timestampSeconds: number, bytes: number): Event {
  return { timestampSeconds, entity: "ann", name, values: { bytes } };
}

const NOON = DAYS * DAY + 12 * HOUR;

describe("a behaviour profile", () => {
  const { detector, alarms } = acquainted();

  it("knows what is ordinary", () => {
    expect(alarms).toBeLessThan(4);
    expect(detector.score(annDoes("read", NOON, 1100))).toMatchObject({ is_anomaly: false, entity: "ann" });
  });

  it.each([
    ["something new", annDoes("delete", NOON, 1100), "event delete of ann where read is usual"],
    ["an hour that isn't hers", annDoes("read", NOON + 14 * HOUR, 1100), /^hour 02 h of ann where \d\d h is usual/],
    ["far more bytes", annDoes("read", NOON, 2_000_000), /^bytes 2000000 of ann where 1\d\d\d is usual/],
    ["far fewer bytes", annDoes("read", NOON, 1), /^bytes 1 of ann/],
  ])("finds %s", (_, event, reason) => {
    const verdict = detector.score(event);
    expect(verdict?.is_anomaly).toBe(true);
    expect(verdict?.reason).toMatch(reason);
  });

  it("finds a pace that isn't hers", () => {
    const { detector: other } = acquainted();
    const verdicts = Array.from({ length: 12 }, (_, step) => {
      const event = annDoes("read", NOON + step / 10, 1100);
      const verdict = other.score(event);
      other.learn(event);
      return verdict;
    });
    expect(verdicts[0]?.is_anomaly).toBe(false);
    expect(verdicts.at(-1)).toMatchObject({ is_anomaly: true, seen: "pace 1" });
  });

  it("says nothing of someone it hardly knows", () => {
    expect(detector.score({ ...annDoes("delete", NOON, 1), entity: "bob" })).toBeUndefined();
  });
});
