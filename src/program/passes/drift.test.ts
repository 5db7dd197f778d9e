import { describe, expect, test } from "vitest";
import { compiled, type Data, organisation } from "../../../test/properties/declared.ts";
import { evaluate } from "../../promql/evaluate/evaluate.ts";
import { type SeriesInput, Storage } from "../../promql/evaluate/storage.ts";
import type { Program } from "../program.ts";

const tempo = { of: "tempo_bpm", current: "1d", reference: "14d", owner: "music" };
const psi = { test: "psi", page: 0.2 };
const ks = { test: "ks", ticket: 0.1 };

const withDrift = (changes: Data = {}, setting = {}) =>
  compiled({ alerts: {}, drift: { "track-tempo": { ...tempo, tests: [psi, ks], ...changes } } }, setting);

describe("a watched distribution", () => {
  test("records a Kolmogorov–Smirnov distance of its buckets", () => {
    const { promql, found } = withDrift();
    expect(found).toEqual([]);
    const upTo = (shift: string) =>
      `sum by (le) (increase(tempo_bpm_bucket{tenant="acme"}${shift})) / on () group_left () (sum(increase(tempo_bpm_count{tenant="acme"}${shift})) > 0)`;
    expect(promql("drift:track_tempo:ks_1d_14d")).toBe(`max(abs(${upTo("[1d]")} - ${upTo("[2w] offset 1d")}))`);
  });

  test("records its bins' shares and their population stability index", () => {
    const { program, promql } = withDrift();
    const bins = ["..60.0", "60.0..90.0", "90.0..120.0", "120.0..150.0", "150.0.."];
    const shares = program.recordings.filter(({ record }) => record.includes(":share_"));
    expect(shares.map(({ record, labels }) => `${record} ${labels.bin}`)).toEqual([
      ...bins.map((bin) => `drift:track_tempo:share_current_1d ${bin}`),
      ...bins.map((bin) => `drift:track_tempo:share_reference_14d ${bin}`),
    ]);
    expect(promql("drift:track_tempo:share_current_1d", { bin: "60.0..90.0" })).toBe(
      'clamp_min((sum(increase(tempo_bpm_bucket{le="90.0", tenant="acme"}[1d])) - sum(increase(tempo_bpm_bucket{le="60.0", tenant="acme"}[1d]))) / (sum(increase(tempo_bpm_count{tenant="acme"}[1d])) > 0), 0.0001)',
    );
    const [p, q] = ["current_1d", "reference_14d"].map(
      (name) => `drift:track_tempo:share_${name}{drift="track-tempo", tenant="acme"}`,
    );
    expect(promql("drift:track_tempo:psi_1d_14d")).toBe(`sum((${p} - ${q}) * ln(${p} / ${q}))`);
  });

  test("alerts beyond its limits, by severity", () => {
    const { program, promql, alert } = withDrift({ tests: [{ ...psi, ticket: 0.1, info: 0.05 }, ks] });
    expect(program.alerts.map(({ name, severity }) => `${name} ${severity}`)).toEqual([
      "TrackTempoDriftKSTicket ticket",
      "TrackTempoDriftPSI page",
      "TrackTempoDriftPSIInfo info",
      "TrackTempoDriftPSITicket ticket",
    ]);
    expect(promql("TrackTempoDriftPSI")).toBe('drift:track_tempo:psi_1d_14d{drift="track-tempo", tenant="acme"} > 0.2');
    expect(alert("TrackTempoDriftPSI").meaning).toEqual({
      kind: "drift",
      drift: "track-tempo",
      test: "psi",
      limit: 0.2,
    });
    expect(alert("TrackTempoDriftKSTicket").labels).toEqual({ tenant: "acme", severity: "ticket", team: "music" });
  });

  test("tells two limits of one test and severity apart", () => {
    const { program } = withDrift({ tests: [psi, { test: "psi", page: 0.4 }] });
    expect(program.alerts.map(({ name }) => name)).toEqual(["TrackTempoDriftPSI0", "TrackTempoDriftPSI1"]);
    expect(program.recordings.filter(({ record }) => record.includes(":psi"))).toHaveLength(1);
  });

  test("isn't judged by few observations", () => {
    expect(withDrift({ minimumEvents: 1000 }).promql("TrackTempoDriftPSI")).toBe(
      'drift:track_tempo:psi_1d_14d{drift="track-tempo", tenant="acme"} > 0.2 and on () sum(increase(tempo_bpm_count{tenant="acme"}[1d])) >= 1000',
    );
    expect(withDrift({ minimumEvents: 0 }).promql("TrackTempoDriftPSI")).not.toContain("and");
  });

  test("may be some of a histogram's series", () => {
    const { promql } = compiled({
      drift: { speed: { ...tempo, of: 'latency_seconds{service="player"}', tests: [ks] } },
    });
    expect(promql("drift:speed:ks_1d_14d")).toContain('latency_seconds_bucket{service="player", tenant="acme"}[1d]');
  });

  test("is what the program says that it is", () => {
    const [drift] = withDrift().program.drifts;
    expect(drift).toMatchObject({ name: "track-tempo", current: 86_400_000, reference: 14 * 86_400_000 });
    expect(drift?.statistics.map(({ test: name, series }) => `${name} ${series}`)).toEqual([
      "psi drift:track_tempo:psi_1d_14d",
      "ks drift:track_tempo:ks_1d_14d",
    ]);
    expect([drift?.metric.name, drift?.team.name]).toEqual(["tempo_bpm", "music"]);
  });
});

describe("what can't be watched is told:", () => {
  test.each<[string, Data, string[]]>([
    ["a counter", { of: "http_requests_total" }, ["metric/wrong-type drift/track-tempo/of"]],
    ["a metric that isn't declared", { of: "tempo" }, ["metric/undeclared drift/track-tempo/of"]],
    ["a current window as long as the reference", { current: "14d" }, ["drift/windows drift/track-tempo/reference"]],
    [
      "a distance that can't be exceeded",
      { tests: [{ test: "ks", page: 1 }] },
      ["alert/impossible-bound drift/track-tempo/tests/0/page"],
    ],
    ["a team that isn't declared", { owner: "nobody" }, ["team/undeclared drift/track-tempo/owner"]],
  ])("%s", (_, changes, expected) => {
    expect(withDrift(changes).found.map((one) => one.replace(/^\S+ (.*)$/, "$1"))).toEqual(
      expected.map((one) => one.replace(/^\S+ (.*)$/, "$1")),
    );
  });
});

// Series whose increase over a window, which is divided into one step, is what was counted.
const DAY = 86_400_000;

function counters(
  reference: readonly number[],
  current: readonly number[],
  les: readonly string[],
): readonly SeriesInput[] {
  const series = (labels: Data, before: number, after: number): SeriesInput => ({
    labels: Object.entries({ tenant: "acme", ...labels }).map(([name, value]) => [name, String(value)]),
    timestamps: Float64Array.from([1, 14 * DAY, 14 * DAY + 1, 15 * DAY]),
    values: Float64Array.from([0, before, before, before + after]),
  });
  const sums = (counts: readonly number[]) => counts.map((_, i) => counts.slice(0, i + 1).reduce((a, b) => a + b, 0));
  const [r, c] = [sums(reference), sums(current)];
  return [
    ...les.map((le, i) => series({ __name__: "tempo_bpm_bucket", le }, r[i] ?? 0, c[i] ?? 0)),
    series({ __name__: "tempo_bpm_count" }, r.at(-1) ?? 0, c.at(-1) ?? 0),
  ];
}

// What the recordings are at the end of the current window, evaluated in their order.
function statistic(program: Program, name: string, input: readonly SeriesInput[]): number {
  const storage = new Storage(input);
  let last = Number.NaN;
  for (const { record, expr, labels } of program.recordings) {
    const outcome = evaluate(expr, storage, 15 * DAY, { lookback: 300_000 });
    if (outcome.kind !== "vector") throw new Error(`${record}: ${outcome.kind}`);
    for (const value of outcome.values) {
      storage.add({
        labels: Object.entries({ ...labels, __name__: record }),
        timestamps: Float64Array.from([15 * DAY]),
        values: Float64Array.from([value]),
      });
      if (record === name) last = value;
    }
  }
  return last;
}

// numpy 2.4 figures of Σ (q − p) ln(q / p) over these proportions, clipped at 0.0001; 1000 observations in the reference.
describe("the recorded PSI is that of the reference implementation", () => {
  const tenth = Array.from({ length: 10 }, () => 100);
  test.each<[string, readonly number[], readonly number[], number]>([
    ["of the same distribution", tenth, [117, 116, 83, 107, 78, 104, 95, 82, 98, 120], 0.021823449856889856],
    ["moved by a quarter of a deviation", tenth, [44, 53, 68, 77, 69, 74, 72, 115, 105, 123], 0.09454806531387931],
    ["moved by a deviation, one bin empty", tenth, [0, 11, 12, 28, 33, 22, 39, 57, 110, 188], 1.4697170694106925],
    ["narrower, two bins empty", tenth, [0, 1, 9, 67, 173, 167, 72, 10, 1, 0], 3.0298388235218816],
    ["outside of everything known", tenth, [0, 0, 0, 0, 0, 0, 0, 0, 0, 300], 8.283089355027482],
    ["of few values", [74, 82, 92, 152], [74, 59, 62, 205], 0.08816167131711929],
  ])("%s", (_, reference, current, expected) => {
    const buckets = reference.slice(1).map((_bin, index) => index + 1);
    const { program } = compiled({
      metrics: { tempo_bpm: { type: "histogram", help: "Tempo.", unit: "bpm", buckets } },
      alerts: {},
      drift: { tempo: { ...tempo, tests: [psi] } },
    });
    const les = [...buckets.map((bound) => `${bound}.0`), "+Inf"];
    const value = statistic(program, "drift:tempo:psi_1d_14d", counters(reference, current, les));
    expect(value).toBeCloseTo(expected, 4);
  });
});

// Cumulative counts of samples a and b at every value that occurs, and the statistic of scipy 1.17's ks_2samp(a, b).
describe("the recorded Kolmogorov–Smirnov distance is that of ks_2samp", () => {
  const differences = (sums: readonly number[]) => sums.map((sum, i) => sum - (sums[i - 1] ?? 0));
  test.each<[string, readonly number[], readonly number[], number]>([
    [
      "of small samples",
      [0, 0, 0, 1, 2, 2, 3, 3, 4, 5, 6, 6, 7, 7, 7, 8, 8, 8],
      [1, 2, 3, 3, 3, 4, 4, 5, 5, 5, 5, 6, 6, 7, 8, 8, 9, 10],
      0.3,
    ],
    [
      "of whole numbers that occur often",
      [9, 27, 43, 56, 69, 86, 106, 120, 120],
      [0, 12, 21, 32, 41, 55, 68, 86, 100],
      0.20333333333333325,
    ],
    ["of nothing in common", [30, 30], [0, 30], 1],
  ])("%s", (_, a, b, expected) => {
    const buckets = a.map((_value, index) => index);
    const { program } = compiled({
      metrics: { tempo_bpm: { type: "histogram", help: "Tempo.", unit: "bpm", buckets } },
      alerts: {},
      drift: { tempo: { ...tempo, tests: [ks] } },
    });
    const les = [...buckets.map((bound) => `${bound}.0`), "+Inf"];
    const input = counters([...differences(a), 0], [...differences(b), 0], les);
    expect(statistic(program, "drift:tempo:ks_1d_14d", input)).toBeCloseTo(expected, 6);
  });

  test("with Prometheus 2's form of buckets the bins are named by it", () => {
    const version2 = { ...organisation, prometheus: { ...organisation.prometheus, version: "2.55" } };
    const { program } = withDrift({}, { organisation: version2 });
    expect(program.recordings.map(({ labels }) => labels.bin)).toContain("60..90");
  });
});
