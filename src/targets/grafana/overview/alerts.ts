import type { Program, Severity } from "../../../program/program.ts";
import { aggregate, binary, call, number, ownedBy, select } from "../expression.ts";
import { COLOURS } from "../steps.ts";
import { type Section, type View, view } from "../view.ts";

const NAMES = { page: "Pages", ticket: "Tickets", info: "Notices" } as const;
const SEVERITIES = ["page", "ticket", "info"] as const;

/** What fires now, by severity and one by one, and what fired before. */
export function alerts(program: Program): Section {
  const used = SEVERITIES.filter((severity) => program.alerts.some((alert) => alert.severity === severity));
  if (used.length === 0) return { title: "Alerts", views: [] };
  const counts = used.map((severity) => count(program, severity));
  return { title: "Alerts", views: [...counts, list(), history(program, used), timeline(program)] };
}

function firing(program: Program, labels: Readonly<Record<string, string>> = {}) {
  return ownedBy(program.tenant, select("ALERTS", { alertstate: "firing", ...labels }));
}

function count(program: Program, severity: Severity): View {
  const expr = binary(aggregate("count", [], firing(program, { severity })), "or", call("vector", number(0)));
  return view({
    title: NAMES[severity],
    description: `How many alerts of severity ${severity} fire now.`,
    kind: "stat",
    queries: [{ expr, legend: NAMES[severity] }],
    unit: "",
    limits: [{ value: 1, side: "above", severity }],
    width: 4,
    height: 8,
  });
}

function list(): View {
  return view({
    title: "Alerts that want somebody",
    description: "Alerts of this tenant that fire or are about to.",
    kind: "alert-list",
    queries: [],
    unit: "",
  });
}

function history(program: Program, used: readonly Severity[]): View {
  return view({
    title: "Firing alerts over time",
    description: "How many alerts fired at a time, by severity.",
    kind: "timeseries",
    queries: used.map((severity) => ({
      expr: aggregate("count", [], firing(program, { severity })),
      legend: NAMES[severity],
      color: COLOURS[severity],
    })),
    unit: "",
    stacked: true,
  });
}

function timeline(program: Program): View {
  const runbook = `${program.environment.runbooks}/${program.tenant.name}/\${__field.labels.alertname}`;
  return view({
    title: "What fired when",
    description: "A bar for each alert while it fired; a click leads to its runbook.",
    kind: "state-timeline",
    queries: [{ expr: aggregate("max", ["alertname", "severity"], firing(program)), legend: "{{alertname}}" }],
    unit: "",
    labels: ["alertname", "severity"],
    states: [{ value: 1, text: "Firing", color: "red" }],
    dataLinks: [{ title: "Runbook", url: runbook }],
  });
}
