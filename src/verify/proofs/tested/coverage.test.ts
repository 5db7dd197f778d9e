import { describe, expect, test } from "vitest";
import { alertOf, program as fixture } from "../../../../test/fixtures/program.ts";
import { programOf } from "../../../../test/mutants/conditions.ts";
import type { Witness } from "../../../promql/solve/problem.ts";
import { type Solutions, solveAll } from "../../../targets/prometheus/tests/solve-all.ts";
import { type Covered, coverageOf, gapsOf, percentOf } from "./index.ts";

const covered = (expr: string): readonly Covered[] => {
  const program = programOf([{ expr }]);
  return coverageOf(program, solveAll(program));
};

const shown = (expr: string) =>
  covered(expr).map(({ shows, missing }) => (missing ? `not: ${shows}; ${missing}` : shows));

describe("what is to be shown", () => {
  test("of a threshold: that it fires, and is silent just short of it", () => {
    expect(shown("queue_length > 50")).toEqual([
      "fires",
      "is silent",
      'fires: queue_length{tenant="acme"} > 50',
      'stays silent just short of queue_length{tenant="acme"} > 50',
    ]);
  });

  test("of each branch, and of each comparison alone", () => {
    const rows = shown("(queue_length > 50 and used_ratio > 0.5) or absent(balance)");
    expect(rows.filter((row) => row.startsWith("fires: "))).toHaveLength(2);
    expect(rows.filter((row) => row.startsWith("stays silent"))).toHaveLength(3);
    expect(rows.filter((row) => row.startsWith("not"))).toEqual([]);
  });

  test("of what an unless takes away: that it does", () => {
    expect(shown("queue_length > 50 unless on (service) maintenance == 1")).toContain(
      'stays silent when just maintenance{tenant="acme"} == 1',
    );
  });

  test("of each declared value that matchers choose among, that it fires and is silent; not of what they refuse", () => {
    const rows = shown('queue_length{service=~"player|search"} > 50').filter((row) => row.includes(", for "));
    const condition = 'queue_length{service=~"player|search", tenant="acme"} > 50';
    expect(rows).toEqual([
      `fires: ${condition}, for service="search"`,
      `stays silent just short of ${condition}, for service="search"`,
    ]);
    expect(shown('queue_length{service="player"} > 50').filter((row) => row.includes(", for "))).toEqual([]);
    expect(shown('queue_length{service!="player"} > 50').filter((row) => row.includes(", for "))).toHaveLength(2);
  });

  test("of a heartbeat: that it fires", () => {
    const beat = { ...alertOf({ name: "Alive", expr: "vector(1)" }), kind: "heartbeat" as const };
    const program = { ...fixture, alerts: [beat] };
    expect(coverageOf(program, solveAll(program)).map(({ shows }) => shows)).toEqual([
      "fires",
      "fires: whenever it is evaluated",
    ]);
  });
});

describe("what isn't shown", () => {
  test("a branch that never holds alone has no silent test of its own, and why is said", () => {
    const rows = covered("queue_length > 50 or queue_length > 100");
    const gaps = rows.filter(({ missing }) => missing !== undefined);
    expect(gaps).toMatchObject([
      {
        kind: "silence",
        shows: expect.stringContaining("> 100"),
        missing: expect.stringMatching(/no series|another of/),
      },
    ]);
    expect(percentOf(rows)).toBeLessThan(100);
    const findings = gapsOf(programOf([{ expr: "queue_length > 1" }]), gaps);
    expect(findings).toMatchObject([
      { kind: { code: "MG2152" }, reason: expect.stringContaining("no test of Condition000 shows") },
    ]);
  });

  test("an alert without a witness shows nothing", () => {
    expect(shown("vector(time()) > 1e12")).toEqual([
      expect.stringMatching(/^not: fires; no values were found/),
      expect.stringMatching(/^not: is silent; /),
    ]);
  });

  test("a case that is lost is missing", () => {
    const program = programOf([{ expr: "queue_length > 50" }]);
    const { witnesses, unsolved } = solveAll(program);
    const without = (one: Witness): Witness => ({
      ...one,
      cases: [],
      aspects: one.aspects.map((aspect) => ({ ...aspect, missing: "it came out otherwise" })),
    });
    const lost: Pick<Solutions, "witnesses" | "unsolved"> = {
      witnesses: new Map([...witnesses].map(([name, one]) => [name, without(one)])),
      unsolved,
    };
    expect(percentOf(coverageOf(program, lost))).toBe(25);
    expect(percentOf([])).toBe(100);
  });
});

test("every aspect that is shown has a case, and every case shows one or is closer than one", () => {
  for (const expr of ["queue_length > 50", "(queue_length > 5 or balance > 7) and used_ratio > 0.5"]) {
    const program = programOf([{ expr }]);
    for (const { aspects, cases } of solveAll(program).witnesses.values()) {
      expect(cases.filter(({ kind }) => kind !== "active")).toHaveLength(
        aspects.filter(({ missing, kind }) => missing === undefined && kind !== "value").length,
      );
    }
  }
});
