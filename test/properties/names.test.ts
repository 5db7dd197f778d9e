import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { collisions, pathProblem } from "../../src/output/artifact-path.ts";
import type { Artifact } from "../../src/targets/artifact.ts";
import { base, compiledAlone, type Data, requestsFail } from "./declared.ts";
import { completely, programOf } from "./emitted.ts";
import { labelValue, lineText, longText } from "./tenants.ts";

/*
 * Names that differ in little: by case, by hyphens, by a digit, and such as systems keep for themselves. What becomes of
 * them in paths and identifiers must differ, too, or be a finding.
 */
const name = fc.oneof(
  fc.constantFrom(
    "a",
    "a-1",
    "a1",
    "con",
    "nul",
    "aux",
    "prn",
    "com1",
    "manifest",
    "index",
    "constructor",
    "organisation",
  ),
  fc.stringMatching(/^[a-z][a-z0-9]{0,3}(-[a-z0-9]{1,3}){0,2}$/),
  fc.constantFrom("x".repeat(60), `${"x".repeat(58)}-1`, `${"x".repeat(58)}-2`),
);
const alertName = fc.oneof(
  fc.constantFrom("Ab", "AB", "README", "Readme", "Constructor", "A".repeat(100)),
  fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,4}$/),
);

const some = <T>(key: fc.Arbitrary<string>, value: T, most = 5) =>
  fc
    .uniqueArray(key, { minLength: 1, maxLength: most })
    .map((keys) => Object.fromEntries(keys.map((one) => [one, value])));

const panels = { type: "panels", title: "Own", panels: [{ title: "Memory", show: "memory_used_ratio" }] };
const slo = {
  objective: "99%",
  errors: 'http_requests_total{status=~"5.."}',
  total: "http_requests_total",
  owner: "music",
};

const named: fc.Arbitrary<Data> = fc.record({
  alerts: some(alertName, requestsFail),
  slos: some(name, slo, 3),
  dashboards: some(name, panels),
  logs: some(name, { retention: "30d" }),
});

const errorsIn = (declaration: Data): readonly string[] => {
  const { findings } = compiledAlone(declaration);
  return findings.filter(({ kind }) => kind.severity === "error").map(({ kind }) => kind.name);
};

interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly description?: string;
  readonly templating: { readonly list: readonly { readonly name: string }[] };
  readonly panels: readonly Panel[];
}

interface Panel {
  readonly title?: string;
  readonly description?: string;
  readonly targets?: readonly { readonly legendFormat?: string }[];
}

function dashboards(artifacts: readonly Artifact[]): readonly Dashboard[] {
  return artifacts
    .filter(({ kind }) => kind === "grafana-dashboard")
    .map(({ content }): Dashboard => JSON.parse(content));
}

describe("names that differ, however little,", () => {
  test("but in case are a finding, as their runbooks would be one file", () => {
    const alerts = { Ab: requestsFail, AB: requestsFail };
    const { findings } = compiledAlone(JSON.parse(JSON.stringify({ ...base, alerts })));
    expect(findings.map(({ kind, reason }) => `${kind.name}: ${reason}`)).toEqual([
      "alert/name-taken: an alert called 'Ab' comes from alerts/Ab already, and its runbook would be the same file where case doesn't count",
    ]);
  });

  test.each(["con", "prn", "aux", "nul", "com1", "lpt9"])("are none that a system keeps for a device: %s", (device) => {
    const upper = `${device.charAt(0).toUpperCase()}${device.slice(1)}`;
    for (const changes of [
      { dashboards: { [device]: panels } },
      { logs: { [device]: { retention: "30d" } } },
      { alerts: { [upper]: requestsFail } },
      { alerts: { [device.toUpperCase()]: requestsFail } },
    ]) {
      expect(errorsIn(JSON.parse(JSON.stringify({ ...base, ...changes })))).toEqual(["declaration/malformed-value"]);
    }
    expect(errorsIn(JSON.parse(JSON.stringify({ ...base, dashboards: { [`${device}-1`]: panels } })))).toEqual([]);
  });

  test("become files of their own inside the folder, on any system, and identifiers of their own; or they are findings", async () => {
    await fc.assert(
      fc.asyncProperty(named, async (names) => {
        const declaration = JSON.parse(JSON.stringify({ ...base, ...names }));
        const errors = errorsIn(declaration);
        if (errors.length > 0) {
          for (const error of errors) expect(["alert/name-taken", "declaration/malformed-value"]).toContain(error);
          return;
        }
        const artifacts = await completely(programOf(declaration));
        const paths = artifacts.map(({ path }) => path);
        expect(paths.map(pathProblem).filter((problem) => problem !== undefined)).toEqual([]);
        expect(collisions(paths)).toEqual([]);
        const uids = dashboards(artifacts).map(({ uid }) => uid);
        expect(new Set(uids).size).toBe(uids.length);
        for (const uid of uids) expect(uid).toMatch(/^[a-z0-9-]{1,40}$/);
      }),
      { seed: 301, numRuns: 25 },
    );
  }, 60_000);
});

/** What Grafana makes of a legend for a series without labels. */
function legend(format: string): string {
  return format.replace(/\{\{\s*(.+?)\s*\}\}/g, (_, label: string) => label);
}

// Grafana itself fills these in, in titles as in queries: authors who write them mean them.
const withoutVariables = (text: string): boolean => !/\$\w|\$\{|\[\[/.test(text);

test("texts land in dashboards as themselves", async () => {
  const line = lineText.filter(withoutVariables);
  const texts = fc.record({ title: line, description: longText.filter(withoutVariables), panel: line, told: line });
  await fc.assert(
    fc.asyncProperty(texts, labelValue, async ({ title, description, panel, told }, value) => {
      const own = { title: panel, show: "sum(memory_used_ratio) / sum(memory_used_ratio)", description: told };
      const declaration = JSON.parse(
        JSON.stringify({
          ...base,
          metrics: { ...base.metrics, t: { type: "gauge", help: "T.", labels: { kind: [value] } } },
          alerts: { RequestsFail: requestsFail },
          dashboards: { own: { type: "panels", title, description, panels: [own] } },
        }),
      );
      const [dashboard] = dashboards(await completely(programOf(declaration)));
      expect(dashboard?.title).toBe(title);
      expect(dashboard?.description).toBe(description);
      const drawn = dashboard?.panels.find((one) => one.description === told);
      expect(drawn?.title).toBe(panel);
      expect(legend(drawn?.targets?.[0]?.legendFormat ?? "")).toBe(panel);
    }),
    { seed: 302, numRuns: 25 },
  );
}, 60_000);
