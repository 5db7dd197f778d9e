import type { Program } from "../../../program/program.ts";
import { aggregate, ownedBy, select } from "../expression.ts";
import { type Section, view } from "../view.ts";

const STATES = [
  { value: 0, text: "Down", color: "red" },
  { value: 1, text: "Up", color: "green" },
] as const;

/** Whether everything that the tenant has scraped answers, now and before. */
export function services(program: Program): Section {
  if (program.scrapes.length === 0) return { title: "Services", views: [] };
  const expr = ownedBy(program.tenant, aggregate("min", ["job"], select("up")));
  const shared = {
    queries: [{ expr, legend: "{{job}}" }],
    unit: "",
    labels: ["job"],
    states: STATES,
    range: { from: 0, to: 1 },
  };
  const now = view({
    ...shared,
    title: "Services now",
    description: "Whether all instances of a job answer Prometheus; one that does not turns its job red.",
    kind: "stat",
    width: 8,
    height: 6,
  });
  const before = view({
    ...shared,
    title: "Services over time",
    description: "When an instance of a job did not answer Prometheus.",
    kind: "state-timeline",
    width: 16,
    height: 6,
  });
  return { title: "Services", views: [now, before] };
}
