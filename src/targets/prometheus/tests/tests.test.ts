import { describe, expect, test } from "vitest";
import { limited, programOf } from "../../../../test/mutants/conditions.ts";
import type { Alert, Program, RecordingRule } from "../../../program/program.ts";
import type { Witness } from "../../../promql/solve/problem.ts";
import type { Solutions } from "../../../promql/solve/solve.ts";
import { groupOrder } from "./groups.ts";
import { tests } from "./index.ts";
import { solveAll } from "./solve-all.ts";

const MINUTE = 60_000;

const recording = (record: string, expr: string, group: string): RecordingRule => ({
  record,
  expr: limited(expr),
  labels: { tenant: "acme" },
  group,
  origin: { path: ["recordings", record], name: `recordings/${record}` },
});

function with1(expr: string, change: Partial<Alert> = {}, recordings: readonly RecordingRule[] = []): Program {
  const program = programOf([{ expr, forMs: 2 * MINUTE }], recordings);
  return { ...program, alerts: program.alerts.map((alert) => ({ ...alert, ...change })) };
}

describe("the unit tests of an alert", () => {
  test("are a file of promtool's, with its life and its silence", () => {
    const program = with1("used_ratio > 0.9", { unit: "ratio" });
    const [artifact, ...others] = tests(program, solveAll(program));
    expect(others).toEqual([]);
    expect(artifact).toMatchObject({
      path: "prometheus/tests/Condition000.yaml",
      kind: "prometheus-tests",
      origins: ["alerts/Condition000"],
    });
    expect(artifact?.content).toMatchInlineSnapshot(`
      "rule_files:
        - ../rules/group-0.yaml
      evaluation_interval: 1m
      group_eval_order:
        - acme/group-0
      tests:
        - name: Condition000 fires just past the threshold, and resolves
          interval: 1m
          input_series:
            - series: used_ratio{instance="host-1:9100", job="app", service="player", tenant="acme"}
              values: _x2 0.90792+0x3 0.495+0x3
            - series: used_ratio{instance="host-1:9100", job="app", service="player", tenant="tenant-1"}
              values: 1+0x9
          alert_rule_test:
            - eval_time: 1m
              alertname: Condition000
              exp_alerts: []
            - eval_time: 4m
              alertname: Condition000
              exp_alerts:
                - exp_labels:
                    instance: host-1:9100
                    job: app
                    service: player
                    severity: page
                    team: music
                    tenant: acme
                  exp_annotations:
                    summary: Condition000 is on
                    description: is 90.79%
                    dashboard_url: https://grafana.acme.example/d/acme-production-api?var-alert=Condition000
                    runbook_url: https://runbooks.acme.example/acme/Condition000
            - eval_time: 5m
              alertname: Condition000
              exp_alerts:
                - exp_labels:
                    instance: host-1:9100
                    job: app
                    service: player
                    severity: page
                    team: music
                    tenant: acme
                  exp_annotations:
                    summary: Condition000 is on
                    description: is 90.79%
                    dashboard_url: https://grafana.acme.example/d/acme-production-api?var-alert=Condition000
                    runbook_url: https://runbooks.acme.example/acme/Condition000
            - eval_time: 6m
              alertname: Condition000
              exp_alerts: []
          promql_expr_test:
            - expr: ALERTS{alertname="Condition000"}
              eval_time: 1m
              exp_samples: []
            - expr: ALERTS{alertname="Condition000"}
              eval_time: 2m
              exp_samples:
                - labels: ALERTS{alertname="Condition000", alertstate="pending", instance="host-1:9100", job="app", service="player", severity="page", team="music", tenant="acme"}
                  value: 1
            - expr: ALERTS{alertname="Condition000"}
              eval_time: 3m
              exp_samples:
                - labels: ALERTS{alertname="Condition000", alertstate="pending", instance="host-1:9100", job="app", service="player", severity="page", team="music", tenant="acme"}
                  value: 1
            - expr: ALERTS{alertname="Condition000"}
              eval_time: 4m
              exp_samples:
                - labels: ALERTS{alertname="Condition000", alertstate="firing", instance="host-1:9100", job="app", service="player", severity="page", team="music", tenant="acme"}
                  value: 1
            - expr: ALERTS{alertname="Condition000"}
              eval_time: 5m
              exp_samples:
                - labels: ALERTS{alertname="Condition000", alertstate="firing", instance="host-1:9100", job="app", service="player", severity="page", team="music", tenant="acme"}
                  value: 1
            - expr: ALERTS{alertname="Condition000"}
              eval_time: 6m
              exp_samples: []
        - name: Condition000 stays silent just short of used_ratio{tenant="acme"} > 0.9
          interval: 1m
          input_series:
            - series: used_ratio{instance="host-1:9100", job="app", service="player", tenant="acme"}
              values: _x2 0.89208+0x2
            - series: used_ratio{instance="host-1:9100", job="app", service="player", tenant="tenant-1"}
              values: 1+0x4
          alert_rule_test:
            - eval_time: 4m
              alertname: Condition000
              exp_alerts: []
          promql_expr_test:
            - expr: ALERTS{alertname="Condition000"}
              eval_time: 4m
              exp_samples: []
      "
    `);
  });

  test("load the groups that record before those that read", () => {
    const recordings = [
      recording("a:first", "sum by (service) (rate(requests_total[5m]))", "zeta"),
      recording("b:second", "a:first * 2", "beta"),
      recording("c:unused", "sum(rate(requests_total[5m]))", "alpha"),
    ];
    const program = with1("b:second > 10 and a:first > 1", {}, recordings);
    const { witnesses } = solveAll(program);
    const [alert] = program.alerts;
    const witness: Pick<Witness, "records"> = witnesses.get("Condition000") ?? { records: [] };
    expect(alert && groupOrder(alert, witness, program)).toEqual(["zeta", "beta", "group-0"]);
    const [artifact] = tests(program, { witnesses });
    expect(artifact?.content).toContain(
      "rule_files:\n  - ../rules/zeta.yaml\n  - ../rules/beta.yaml\n  - ../rules/group-0.yaml\n",
    );
    expect(artifact?.content).toContain("group_eval_order:\n  - acme/zeta\n  - acme/beta\n  - acme/group-0\n");
  });

  test("say what is told of a value, as it is on no edge of rounding", () => {
    const bounds = Array.from({ length: 90 }, (_, index) => (index + 10) / 100);
    const program = programOf(bounds.map((bound) => ({ expr: `used_ratio > ${bound}` })));
    const alerts = program.alerts.map((alert): Alert => ({ ...alert, unit: "ratio" }));
    const written = tests({ ...program, alerts }, solveAll(program));
    const untold = written.filter(({ content }) => !content.includes("exp_annotations"));
    expect(written).toHaveLength(90);
    expect(untold.map(({ path }) => path)).toEqual([]);
  });

  test("aren't there for an alert without a witness", () => {
    const program = with1("used_ratio > 2");
    expect(tests(program, solveAll(program))).toEqual([]);
  });
});

describe("solving all alerts of a program", () => {
  test("remembers what is the same in another environment", () => {
    const cache: Solutions = new Map();
    const program = programOf([{ expr: "used_ratio > 0.9" }, { expr: "queue_length > 5" }]);
    const one = solveAll(program, cache);
    const elsewhere = {
      ...program,
      alerts: program.alerts.map((alert) => ({ ...alert, runbookUrl: "https://elsewhere" })),
    };
    const other = solveAll(elsewhere, cache);
    expect(other.witnesses.get("Condition001")).toEqual(one.witnesses.get("Condition001"));
    expect(cache.size).toBe(2);
    const slower = {
      ...program,
      organisation: {
        ...program.organisation,
        prometheus: { ...program.organisation.prometheus, evaluationInterval: MINUTE },
      },
    };
    expect(solveAll(slower, cache).witnesses.size).toBe(2);
    expect(cache.size).toBe(4);
  });

  test("says at its condition why an alert can't fire, and for generated ones at their declaration", () => {
    const findings = (kind: Alert["kind"], expr: string) => solveAll(with1(expr, { kind })).findings;
    expect(findings("threshold", "used_ratio > 2")).toMatchObject([
      { kind: { code: "MG2150", name: "alert/unsatisfiable" }, place: { path: ["alerts", "Condition000", "when"] } },
    ]);
    const [unproven] = findings("slo", "queue_length - queue_length > 5");
    expect(unproven).toMatchObject({ kind: { code: "MG2151" }, place: { path: ["alerts", "Condition000"] } });
    expect(unproven?.reason).toMatch(/^no series were found that make Condition000 fire: no values/);
    expect(unproven?.suggestion).toMatch(/plainer/);
    expect(findings("threshold", "used_ratio > 0.5")).toEqual([]);
  });
});
