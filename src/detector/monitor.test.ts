import { describe, expect, it } from "vitest";
import type { DeclaredDetector } from "./configuration.ts";
import { definition } from "./detectors/iqr/index.ts";
import { Monitor, type Observer, type Outcome } from "./monitor.ts";
import type { Labels, Sample } from "./sources/source.ts";

const declared: DeclaredDetector = {
  name: "listeners-odd",
  detector: "iqr",
  parameters: { warmUpSamples: 5 },
  query: "listeners",
  severity: "page",
  labels: {},
  maximumSeries: 3,
  edgesSeconds: [0],
};

class Recorder implements Observer {
  readonly outcomes: Outcome[] = [];
  readonly anomalies: Labels[] = [];
  sample(outcome: Outcome): void {
    this.outcomes.push(outcome);
  }
  anomaly(labels: Labels): void {
    this.anomalies.push(labels);
  }
}

const sample = (series: string, value: number, timestampSeconds: number): Sample => ({
  labels: [["series", series]],
  value,
  timestampSeconds,
});

function polled(monitor: Monitor, samples: readonly Sample[]): Recorder {
  const recorder = new Recorder();
  monitor.observe(samples, recorder);
  return recorder;
}

function warm(monitor: Monitor, ...series: readonly string[]): void {
  for (let time = 1; time <= 6; time += 1)
    polled(
      monitor,
      series.map((one) => sample(one, 10 + (time % 3), time)),
    );
}

const names = (monitor: Monitor) => [...monitor.saved()].map(({ labels }) => labels[0]?.[1]);

describe("a monitor", () => {
  it("warms up, scores, and takes what is no number for unusable", () => {
    const monitor = new Monitor(declared, definition);
    expect(polled(monitor, [sample("a", 10, 1)]).outcomes).toStrictEqual(["warming_up"]);
    warm(monitor, "a");
    expect(polled(monitor, [sample("a", 10, 7)]).outcomes).toStrictEqual(["scored"]);
    expect(polled(monitor, [sample("a", Number.NaN, 8)]).outcomes).toStrictEqual(["unusable"]);
    expect(polled(monitor, [sample("a", 1e200, 9)]).outcomes).toStrictEqual(["unusable"]);
  });

  it("passes what isn't settled: it learns nothing of it and says nothing", () => {
    const monitor = new Monitor(declared, definition);
    warm(monitor, "a");
    const before = [...monitor.saved()];
    expect([...monitor.judged()]).toHaveLength(1);
    const recorder = new Recorder();
    monitor.pass([sample("a", 5000, 8), sample("b", 1, 8)], recorder);
    expect([recorder.outcomes, recorder.anomalies]).toStrictEqual([["unsettled", "unsettled"], []]);
    expect([[...monitor.judged()], [...monitor.saved()]]).toStrictEqual([[], before]);
  });

  it("keeps series apart", () => {
    const monitor = new Monitor(declared, definition);
    for (let time = 1; time <= 6; time += 1)
      polled(monitor, [sample("low", time % 3, time), sample("high", 1000 + (time % 3), time)]);
    polled(monitor, [sample("low", 1, 7), sample("high", 1, 7)]);
    const verdicts = [...monitor.judged()].map(({ labels, verdict }) => [labels[0]?.[1], verdict.is_anomaly]);
    expect(verdicts).toStrictEqual([
      ["low", false],
      ["high", true],
    ]);
  });

  it("tells of an anomaly once, until the series has been ordinary again", () => {
    const monitor = new Monitor(declared, definition);
    warm(monitor, "a");
    const told = [99, 99, 10, 99].map(
      (value, index) => polled(monitor, [sample("a", value, 10 + index)]).anomalies.length,
    );
    expect(told).toStrictEqual([1, 0, 0, 1]);
  });

  it("says nothing of a series that has gone", () => {
    const monitor = new Monitor(declared, definition);
    warm(monitor, "a", "b");
    polled(monitor, [sample("b", 10, 7)]);
    expect([...monitor.judged()].map(({ labels }) => labels)).toStrictEqual([[["series", "b"]]]);
  });

  it("drops series beyond its limit and keeps those that it knows", () => {
    const monitor = new Monitor(declared, definition);
    polled(
      monitor,
      ["c", "a", "b"].map((one) => sample(one, 1, 1)),
    );
    const { outcomes } = polled(
      monitor,
      ["z", "y", "a", "b", "c"].map((one) => sample(one, 1, 2)),
    );
    expect(outcomes.filter((outcome) => outcome === "dropped")).toHaveLength(2);
    expect(names(monitor).sort()).toStrictEqual(["a", "b", "c"]);
  });

  it("makes room by forgetting what it hasn't seen for longest", () => {
    const monitor = new Monitor(declared, definition);
    polled(
      monitor,
      ["a", "b", "c"].map((one) => sample(one, 1, 1)),
    );
    polled(
      monitor,
      ["a", "c"].map((one) => sample(one, 1, 2)),
    );
    const { outcomes } = polled(
      monitor,
      ["a", "d"].map((one) => sample(one, 1, 3)),
    );
    expect(outcomes).not.toContain("dropped");
    expect(names(monitor).sort()).toStrictEqual(["a", "c", "d"]);
  });

  it("drops the second of two samples of one series", () => {
    const monitor = new Monitor(declared, definition);
    expect(polled(monitor, [sample("a", 1, 1), sample("a", 2, 1)]).outcomes).toStrictEqual(["warming_up", "dropped"]);
  });

  it("goes on from a saved state, without telling of the same anomaly again", () => {
    const monitor = new Monitor(declared, definition);
    warm(monitor, "a");
    polled(monitor, [sample("a", 99, 7)]);
    const restored = new Monitor(declared, definition);
    for (const one of monitor.saved()) expect(restored.restore(JSON.parse(JSON.stringify(one)))).toBe(true);
    const [before, after] = [monitor, restored].map((one) => polled(one, [sample("a", 99, 8)]));
    expect(after).toStrictEqual(before);
    expect(after?.anomalies).toHaveLength(0);
    expect([...restored.saved()]).toStrictEqual([...monitor.saved()]);
  });

  it("has no use for a state of another query, other parameters, nonsense, or beyond its limit", () => {
    const monitor = new Monitor(declared, definition);
    warm(monitor, "a");
    const [saved] = monitor.saved();
    if (saved === undefined) throw new Error("nothing saved");
    expect(new Monitor({ ...declared, query: "other" }, definition).restore(saved)).toBe(false);
    expect(new Monitor({ ...declared, parameters: {} }, definition).restore(saved)).toBe(false);
    expect(new Monitor(declared, definition).restore({ ...saved, state: { model: 1 } })).toBe(false);
    const full = new Monitor({ ...declared, maximumSeries: 1 }, definition);
    expect([full.restore(saved), full.restore({ ...saved, labels: [] })]).toStrictEqual([true, false]);
  });
});
