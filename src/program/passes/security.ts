import type { Lowering } from "../../promql/build/authored.ts";
import { call, compare, number, sum } from "../../promql/build/construct.ts";
import { printDuration } from "../../values/duration.ts";
import type { Alert } from "../program.ts";
import type { TenantDeclaration } from "../schema/tenant.ts";
import { checkGrouping } from "./grouping.ts";
import { groupOf } from "./jobs.ts";
import { type Alerting, alertOf } from "./notice.ts";

/** Five failed logins within five minutes are taken for an attempt to guess a password. */
const LIMIT = 5;
const WITHIN = 300_000;

/** An alert for each security rule: so many events, for one set of labels, within a time. */
export function securityOf(declaration: TenantDeclaration, lowering: Lowering, alerting: Alerting): readonly Alert[] {
  return Object.entries(declaration.security).flatMap(([name, declared]) => {
    const path = ["security", name];
    const lowered = alerting.compilation.admitMetric(declared.events, [...path, "events"], lowering);
    if (lowered === undefined) {
      alerting.compilation.markBroken("security", name);
      return [];
    }
    const { metric, selector } = lowered;
    checkGrouping(declared.by, metric, [...path, "by"], alerting.compilation);
    const { atLeast = LIMIT, within = WITHIN, by } = declared;
    const counted = sum(call("increase", { ...selector, range: within }), by);
    const expr = alerting.compilation.limited(compare(">=", counted, number(atLeast)));
    const events = `${metric.unit === "" ? "events" : metric.unit}`;
    const alert = alertOf(
      {
        name,
        kind: "security",
        path,
        notice: declared,
        severity: declared.severity,
        condition: { expr, unit: metric.unit, labels: [...by].sort() },
        group: groupOf(expr, alerting.jobs),
        meaning: { kind: "security" },
        summary: `${atLeast} ${events} or more within ${printDuration(within)}`,
        description: `${by.map((label) => `${label} \${${label}}`).join(", ")}: \${value} ${events} within ${printDuration(within)}.`,
      },
      alerting,
    );
    return alert ?? [];
  });
}
