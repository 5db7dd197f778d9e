import type { Program } from "../../program/program.ts";

/** How many values each label has at most, as its metrics declare; a metric is exposed by one job. */
export function cardinalities({ metrics }: Program): ReadonlyMap<string, number> {
  const most = new Map([["job", 1]]);
  for (const { name, cardinality } of metrics.flatMap(({ labels }) => labels)) {
    if (name === "instance" || name === "job") continue;
    most.set(name, Math.max(cardinality, most.get(name) ?? 0));
  }
  return most;
}
