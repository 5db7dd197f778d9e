import { describe, expect, it } from "vitest";
import { Random } from "../../numerics/random.ts";
import { definition } from "./index.ts";

const NO_OTHERS = { auto: { weight: 0 }, "adaptive-z-score": { weight: 0 }, "modified-z-score": { weight: 0 } };

function taught(parameters: object, count = 400) {
  const random = new Random(9);
  const detector = definition.create(parameters);
  for (let index = 0; index < count; index += 1) detector.learn(100 + 5 * random.normal(), index);
  return detector;
}

/** Alarms at 112 are of one member alone, for its threshold is low. */
const oneNervous = { members: { "adaptive-z-score": { weight: 1, parameters: { threshold: 1, outliers: "learn" } } } };

const shareOfNervous = (detector: ReturnType<typeof taught>) =>
  detector.score(112, 1e4)?.contributions?.find(({ feature }) => feature === "adaptive-z-score")?.share ?? 0;

describe("an ensemble", () => {
  it("finds what its members find, and names the share of each", () => {
    const verdict = taught({}).score(200, 1000);
    expect(verdict).toMatchObject({ is_anomaly: true, threshold: 0.75 });
    expect(verdict?.reason).toContain("consensus of 3 detectors");
    const features = verdict?.contributions?.map(({ feature }) => feature).sort();
    expect(features).toStrictEqual(["adaptive-z-score", "auto", "modified-z-score"]);
  });

  it("isn't alarmed by one member that the others contradict", () => {
    expect(taught(oneNervous).score(112, 1000)).toMatchObject({ is_anomaly: false });
    const alone = { members: { ...NO_OTHERS, ...oneNervous.members } };
    expect(taught(alone).score(112, 1000)).toMatchObject({ is_anomaly: true });
  });

  it("weighs a member less, the more false alarms it raises", () => {
    const [early, late] = [taught(oneNervous, 120), taught(oneNervous, 400)];
    expect(shareOfNervous(late)).toBeLessThan(shareOfNervous(early));
  });

  it("believes whom people say was right, over restarts too", () => {
    const told = (wasAnomaly: boolean) => {
      let detector = taught(oneNervous);
      for (let index = 0; index < 20; index += 1) detector.learn(112, 500 + index);
      detector = definition.create(oneNervous, JSON.parse(JSON.stringify(detector)));
      for (let index = 0; index < 20; index += 1) detector.feedback?.(500 + index, wasAnomaly);
      return shareOfNervous(detector);
    };
    expect(told(true)).toBeGreaterThan(1.2 * told(false));
  });

  it("takes no notice of feedback on what was no case", () => {
    const detector = taught({});
    const before = JSON.stringify(detector);
    detector.feedback?.(12_345, true);
    expect(JSON.stringify(detector)).toBe(before);
  });

  it("remembers no more than so many cases", () => {
    expect(JSON.parse(JSON.stringify(taught(oneNervous, 2000))).cases).toHaveLength(64);
  });

  it("refuses an ensemble of nobody, and wrong parameters of a member by their place", () => {
    expect(() => definition.create({ members: NO_OTHERS })).toThrow("members must have one with a weight");
    const wrong = { members: { iqr: { weight: 1, parameters: { windowSamples: 1 } } } };
    expect(() => definition.create(wrong)).toThrow("members.iqr.parameters.windowSamples must be at least 5");
  });
});
