import type { Alert, Program } from "../../../program/program.ts";
import { keepsLabel } from "../../../promql/enforce/keeps-label.ts";
import { print } from "../../../promql/syntax/print.ts";
import { generalText } from "../alert-text.ts";
import { limitsOf, type Watched, watchedBy } from "../limit.ts";
import { legendOf, type Section, type View, view } from "../view.ts";
import { alertsOn } from "./scale.ts";

const HAS_OWN_PANEL: ReadonlySet<Alert["kind"]> = new Set(["slo", "drift", "detector", "heartbeat"]);

/** What alerts watch that no other panel of the tenant shows: one panel for each value that is compared with a bound. */
export function conditions(program: Program, elsewhere: ReadonlySet<string>): Section {
  const onGauges = new Set(program.metrics.flatMap((metric) => alertsOn(program, metric)));
  const groups = new Map<string, Group>();
  for (const alert of program.alerts) {
    const watched = watchedBy(alert);
    const isDrawn = HAS_OWN_PANEL.has(alert.kind) || onGauges.has(alert) || elsewhere.has(alert.name);
    if (watched === undefined || isDrawn) continue;
    const key = print(watched.subject);
    groups.set(key, { first: alert, watched, ...groups.get(key), alerts: [...(groups.get(key)?.alerts ?? []), alert] });
  }
  return { title: "Watched by alerts", views: [...groups.values()].map(condition) };
}

/** Alerts that compare the same value. */
interface Group {
  readonly first: Alert;
  readonly watched: Watched;
  readonly alerts: readonly Alert[];
}

function condition({ first, watched, alerts }: Group): View {
  const labels = first.conditionLabels.filter((label) => keepsLabel(watched.subject, label));
  return view({
    title: alerts.map(({ name }) => name).join(", "),
    description: alerts.map(({ summary }) => `${generalText(summary)}.`).join(" "),
    kind: "timeseries",
    queries: [{ expr: watched.subject, legend: legendOf(labels, first.name) }],
    unit: first.unit,
    labels,
    limits: alerts.flatMap(limitsOf),
    alerts,
    width: 8,
    height: 7,
  });
}
