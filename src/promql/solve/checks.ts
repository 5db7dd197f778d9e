import { prepare } from "../evaluate/evaluate.ts";
import type { Storage } from "../evaluate/storage.ts";
import type { Check, ExpectedInstance } from "./problem.ts";
import type { Stage } from "./stage.ts";
import type { Life, Snapshot } from "./timeline.ts";

/** What ALERTS holds at an evaluation of a life. */
export function checkAt(stage: Stage, life: Life, timeMs: number, why: string): Check {
  const snapshots = life.log[Math.round(timeMs / stage.grid.evaluationMs)] ?? [];
  const instances = snapshots.map((snapshot): ExpectedInstance => {
    return { ...snapshot, resultLabels: resultLabelsOf(stage, life, snapshot, timeMs) };
  });
  return { timeMs, why, instances };
}

// An alert that only keep_firing_for keeps has the labels that its condition gave last.
function resultLabelsOf(
  stage: Stage,
  life: Life,
  snapshot: Snapshot,
  timeMs: number,
): Readonly<Record<string, string>> {
  for (let time = timeMs; time >= 0; time -= stage.grid.evaluationMs) {
    const found = resultLabelsAt(stage, life.storage, time).find((labels) => isOf(labels, snapshot, stage));
    if (found) return found;
  }
  return {};
}

function resultLabelsAt(
  { problem, options }: Stage,
  storage: Storage,
  timeMs: number,
): readonly Readonly<Record<string, string>>[] {
  const outcome = prepare(problem.alert.expr, storage, options).at(timeMs);
  if (outcome.kind !== "vector") return [{}];
  return outcome.labels.map((labels) => Object.fromEntries(labels.entries()));
}

// Rule labels win over the result's.
function isOf(labels: Readonly<Record<string, string>>, { labels: given }: Snapshot, { problem }: Stage): boolean {
  const own = problem.alert.labels ?? {};
  return Object.entries(labels).every(([name, value]) => name === "__name__" || name in own || given[name] === value);
}

/** Whether another life, as the other major version of Prometheus sees it, has the same at the time of a check. */
export function agrees(check: Check, other: Life, { grid }: Stage): boolean {
  const snapshots = other.log[Math.round(check.timeMs / grid.evaluationMs)];
  if (other.failure !== undefined || !snapshots || snapshots.length !== check.instances.length) return false;
  const key = ({ labels, state }: Pick<Snapshot, "labels" | "state">): string =>
    `${state} ${JSON.stringify(Object.entries(labels).sort())}`;
  const seen = new Set(snapshots.map(key));
  return check.instances.every((instance) => seen.has(key(instance)));
}
