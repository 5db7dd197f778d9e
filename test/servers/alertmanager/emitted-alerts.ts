import { load } from "js-yaml";
import { z } from "zod";
import { committed } from "../../output/files.ts";
import type { PostedAlert } from "../start/alertmanager.ts";

const labels = z.record(z.string(), z.string());
const testFile = z.object({
  tests: z.array(
    z.object({
      alert_rule_test: z.array(
        z.object({
          alertname: z.string(),
          exp_alerts: z.array(z.object({ exp_labels: labels, exp_annotations: labels })),
        }),
      ),
    }),
  ),
});
const ruleFile = z.object({
  groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string().optional(), expr: z.string() })) })),
});

/** An alert with the labels and texts that it has when it fires. */
export interface EmittedAlert extends PostedAlert {
  readonly name: string;
  readonly annotations: Readonly<Record<string, string>>;
}

/**
 * The alerts of a tenant as Prometheus sends them when they fire for the first time in their emitted test; promtool has
 * said of these labels and texts that they are what the rule gives. Some fire with several label sets at once.
 */
export function emittedAlerts(tenant: string): readonly EmittedAlert[] {
  const expressions = expressionsOf(tenant);
  return committed(new RegExp(`^${tenant}/prometheus/tests/.*\\.yaml$`)).flatMap(({ content }) => {
    const checks = testFile.parse(load(content)).tests.flatMap(({ alert_rule_test }) => alert_rule_test);
    const first = checks.find(({ exp_alerts }) => exp_alerts.length > 0);
    return (first?.exp_alerts ?? []).map(({ exp_labels, exp_annotations }) => {
      const name = first?.alertname ?? "";
      return {
        name,
        labels: { alertname: name, ...exp_labels },
        annotations: exp_annotations,
        generatorURL: graphOf(expressions.get(name) ?? ""),
      };
    });
  });
}

function expressionsOf(tenant: string): ReadonlyMap<string, string> {
  const rules = committed(new RegExp(`^${tenant}/prometheus/rules/.*\\.yaml$`)).flatMap(({ content }) =>
    ruleFile.parse(load(content)).groups.flatMap((group) => group.rules),
  );
  return new Map(rules.flatMap(({ alert, expr }) => (alert === undefined ? [] : [[alert, expr]])));
}

/** Prometheus's page of an expression, as it links to it. */
function graphOf(expr: string): string {
  return `https://prometheus.example.com/graph?${new URLSearchParams({ "g0.expr": expr, "g0.tab": "1" })}`;
}
