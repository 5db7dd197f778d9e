import { describe, expect, it } from "vitest";
import { definition } from "./index.ts";

const rules = [
  { name: "account taken over", steps: ["failed", "login", "password"], withinSeconds: 100 },
  { name: "guessing", steps: ["failed", "failed", "failed"], withinSeconds: 10 },
];

/** The rules that each of some events completes, as `seconds entity name`. */
function completed(...events: readonly string[]): readonly string[] {
  const detector = definition.create({ rules });
  return events.flatMap((text) => {
    const [seconds, entity = "", name = ""] = text.split(" ");
    const event = { timestampSeconds: Number(seconds), entity, name, values: {} };
    const verdict = detector.score(event);
    detector.learn(event);
    return verdict?.is_anomaly === true ? [`${text}: ${verdict.reason}`] : [];
  });
}

describe("sequence rules", () => {
  it("find a sequence of one entity, whatever happens between", () => {
    expect(completed("1 ann failed", "2 ann read", "3 ann login", "4 bob read", "5 ann password")).toStrictEqual([
      "5 ann password: password of ann: account taken over: failed → login → password",
    ]);
  });

  it("don't mix entities, orders, or what lies too far back", () => {
    expect(completed("1 ann failed", "2 bob login", "3 ann password")).toStrictEqual([]);
    expect(completed("1 ann login", "2 ann failed", "3 ann password")).toStrictEqual([]);
    expect(completed("1 ann failed", "2 ann login", "102 ann password")).toStrictEqual([]);
    expect(completed("5 ann failed", "4 ann login", "6 ann password")).toStrictEqual([]);
  });

  it("take the latest beginning, so that an old one doesn't hide it", () => {
    expect(completed("1 ann failed", "90 ann failed", "95 ann login", "150 ann password")).toHaveLength(1);
  });

  it("count each event once, and begin anew after the end", () => {
    const events = ["1 ann failed", "2 ann failed", "3 ann failed", "4 ann failed", "5 ann failed", "6 ann failed"];
    expect(completed(...events).map((text) => text.slice(0, 1))).toStrictEqual(["3", "6"]);
  });

  it("tell how far a sequence has come, without an alarm", () => {
    const detector = definition.create({ rules });
    detector.learn({ timestampSeconds: 1, entity: "ann", name: "failed", values: {} });
    expect(detector.score({ timestampSeconds: 2, entity: "ann", name: "login", values: {} })).toMatchObject({
      is_anomaly: false,
      confidence_score: 1 / 3,
      reason: "login of ann: 2 of 3 steps of account taken over",
    });
    expect(detector.score({ timestampSeconds: 2, entity: "", name: "read", values: {} })?.reason).toBe(
      "read: no step of a known sequence",
    );
  });
});
