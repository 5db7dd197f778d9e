import { undeclaredAlert } from "../../diagnostics/codes/reference.ts";
import type { Lowering } from "../../promql/build/authored.ts";
import type { Expr } from "../../promql/syntax/ast.ts";
import { originOf } from "../compilation.ts";
import type { Alert, Inhibition } from "../program.ts";
import type { TenantDeclaration } from "../schema/tenant.ts";
import { groupOf } from "./jobs.ts";
import { type Alerting, alertOf } from "./notice.ts";

const ALWAYS: Expr = { kind: "call", name: "vector", args: [{ kind: "number", value: 1 }] };

/** The author's own alerts and heartbeats. */
export function alertsOf(declaration: TenantDeclaration, lowering: Lowering, alerting: Alerting): readonly Alert[] {
  return Object.entries(declaration.alerts).flatMap(([name, declared]) => {
    const path = ["alerts", name];
    const { severity } = declared;
    const common = { name, path, notice: declared, severity, summary: name, description: "" };
    if (declared.heartbeat === true || declared.when === undefined) {
      const condition = { expr: ALWAYS, unit: "", labels: [] };
      const alert = alertOf(
        { ...common, ...HEARTBEAT, kind: "heartbeat", condition, group: "heartbeat", meaning: { kind: "heartbeat" } },
        alerting,
      );
      return alert ?? [];
    }
    const condition = alerting.compilation.admit(declared.when, [...path, "when"], "condition", lowering);
    if (condition === undefined) {
      alerting.compilation.markBroken("alerts", name);
      return [];
    }
    const { keepFiringFor, labels } = declared;
    const timing = { for: declared.for, keepFiringFor, labels };
    const meaning = { kind: "threshold" } as const;
    return (
      alertOf(
        { ...common, ...timing, kind: "threshold", condition, group: groupOf(condition.expr, alerting.jobs), meaning },
        alerting,
      ) ?? []
    );
  });
}

const HEARTBEAT = {
  summary: "Alerting works",
  description: "This alert fires all the time; when its notifications stop, alerting itself is broken.",
};

/** What the author says about causes: while the cause fires, what it explains is held back. */
export function causesOf(
  declaration: TenantDeclaration,
  alerts: ReadonlyMap<string, Alert>,
  alerting: Alerting,
): readonly Inhibition[] {
  return Object.entries(declaration.alerts).flatMap(([name, { causedBy = [] }]) =>
    causedBy.flatMap((cause, index): readonly Inhibition[] => {
      const path = ["alerts", name, "causedBy", index];
      const [source, target] = [alerts.get(cause), alerts.get(name)];
      if (source === undefined) {
        if (!alerting.compilation.mayBeBrokenAlert(cause)) {
          alerting.compilation.report(undeclaredAlert, path, { name: cause, known: [...alerts.keys()] });
        }
        return [];
      }
      if (target === undefined) return [];
      const shared = source.conditionLabels.filter((label) => target.conditionLabels.includes(label));
      return [
        {
          source: { alertname: cause },
          target: { alertname: name },
          equal: [alerting.tenant.label, ...shared].sort(),
          reason: `${cause} explains ${name}`,
          origin: originOf(path),
        },
      ];
    }),
  );
}
