import { describe, expect, test } from "vitest";
import { promql } from "../../../test/fixtures/program.ts";
import type { Problem, Witness } from "./problem.ts";
import { type Solutions, solve } from "./solve.ts";

const MINUTE = 60_000;

function problem(expr: string, { tenant = "acme", alert = "Example", severity = "page" } = {}): Problem {
  return {
    alert: { kind: "alert", alert, expr: promql(expr), forMs: 0, labels: { severity, tenant } },
    recordings: [],
    catalogue: new Map(),
    tenant: { label: "tenant", value: tenant },
    evaluationMs: MINUTE / 2,
  };
}

function witnessOf(of: Problem, known?: Solutions): Witness {
  const found = solve(of, known);
  if (found.kind !== "witness") throw new Error(`${found.kind}: ${found.reason}`);
  return found;
}

describe("problems that differ in names alone", () => {
  const one = problem('rate(calls_total{service="player", tenant="acme"}[5m]) > 5');
  const other = problem('rate(hits_total{service="search", tenant="globex"}[5m]) > 5', {
    tenant: "globex",
    alert: "TooMany",
    severity: "ticket",
  });

  test("are solved once, and each is answered in its own names", () => {
    const known: Solutions = new Map();
    const [first, second] = [witnessOf(one, known), witnessOf(other, known)];
    expect(known.size).toBe(1);
    expect(second).toEqual(witnessOf(other));
    const renamed = JSON.stringify(first)
      .replaceAll("calls_total", "hits_total")
      .replaceAll("player", "search")
      .replaceAll("acme", "globex")
      .replaceAll("Example", "TooMany")
      .replaceAll('"page"', '"ticket"');
    expect(JSON.stringify(second)).toBe(renamed);
    expect(JSON.stringify(second)).not.toContain("zz_");
  });

  test("aren't the same once a bound, a window or what a label's value means differs", () => {
    const known: Solutions = new Map();
    for (const expr of [
      'rate(calls_total{status="500", tenant="acme"}[5m]) > 5',
      'rate(calls_total{status="500", tenant="acme"}[5m]) > 6',
      'rate(calls_total{status="500", tenant="acme"}[10m]) > 5',
      'rate(calls_total{status=~"5..", tenant="acme"}[5m]) > 5',
      'rate(calls_total{status=~"4..", tenant="acme"}[5m]) > 5',
      'label_replace(queue{service="a", tenant="acme"}, "b", "$1", "service", "(.*)") > 5',
      'label_replace(queue{service="c", tenant="acme"}, "b", "$1", "service", "(.*)") > 5',
    ]) {
      witnessOf(problem(expr), known);
    }
    expect(known.size).toBe(7);
  });
});

describe("names that stand-ins must not lose", () => {
  test("a value that is also made up for another series is told from it", () => {
    const found = witnessOf(
      problem('queue{service="another-tenant", tenant="another-tenant"} > 5', { tenant: "another-tenant" }),
    );
    const series = found.cases.flatMap((one) => one.series);
    const keys = new Set(found.cases[0]?.series.map(({ metric, labels }) => JSON.stringify([metric, labels])));
    expect(keys.size).toBe(found.cases[0]?.series.length);
    const decoys = series.filter(({ decoy }) => decoy !== undefined);
    for (const { labels } of decoys) {
      const { service, tenant } = Object.fromEntries(labels);
      expect([service, tenant]).not.toEqual(["another-tenant", "another-tenant"]);
    }
  });

  test("a value that the solver would make up for a stranger, here another job, stays another", () => {
    const found = witnessOf(problem('queue{job="app", tenant="acme"} > 5'));
    for (const { series } of found.cases) {
      const keys = series.map(({ metric, labels }) => JSON.stringify([metric, labels]));
      expect(new Set(keys).size).toBe(keys.length);
    }
    const strangers = found.cases.flatMap(({ series }) => series.filter(({ decoy }) => decoy === "job is another"));
    expect(strangers.length).toBeGreaterThan(0);
    for (const { labels } of strangers) expect(labels).not.toContainEqual(["job", "app"]);
  });

  test.each(["zz_v0_zz", 'quo"ted', "back\\slash", "{{ $value }}", "ünï"])("a value %j stays as it is", (value) => {
    const text = JSON.stringify(value);
    const found = witnessOf(problem(`queue{service=${text}, tenant="acme"} > 5`));
    const [own] = found.cases[0]?.series ?? [];
    expect(own?.labels).toContainEqual(["service", value]);
    expect(found.cases.at(-1)?.title).toBe(`stays silent just short of queue{service=${text}, tenant="acme"} > 5`);
  });

  test("what can't be solved is explained in the author's names", () => {
    const found = solve(problem('queue{tenant="acme"} - queue{tenant="acme"} > 5'));
    expect(found).toMatchObject({ kind: "unproven", alert: "Example" });
    expect(JSON.stringify(found)).not.toContain("zz_");
  });
});

test("labels of recordings may be left out, and what a template says stays as it is", () => {
  const of = problem("a:queue:max > 5");
  const recordings = [{ kind: "recording", record: "a:queue:max", expr: promql("max(queue)") }] as const;
  const labels = { ...of.alert.labels, worst: "{{ $value }} of all" };
  const found = witnessOf({ ...of, recordings, alert: { ...of.alert, labels } });
  const fires = found.cases[0]?.checks.find(({ why }) => why === "fires")?.instances[0];
  expect(fires?.labels).toMatchObject({ severity: "page", worst: expect.stringMatching(/^[\d.]+ of all$/) });
  expect(fires?.resultLabels).not.toHaveProperty("tenant");
});
