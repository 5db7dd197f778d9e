import { overQuota, unknownSize } from "../../diagnostics/codes/policy.ts";
import type { Origin, Program, Quota } from "../../program/program.ts";
import { printQuantity } from "../../values/quantity.ts";
import type { Check, Report } from "../checks/check.ts";
import { type Cost, costsOf, MEASURES } from "./cost.ts";

const WORDS: { readonly [K in Quota["of"]]: string } = {
  series: "series",
  rules: "rules",
  samplesPerEvaluation: "samples to read at each evaluation",
  indexBytesPerDay: "of logs a day",
};

/** What a tenant costs stays within the quotas of the organisation and its own; what doesn't is found where most of it is. */
export const quotas: Check = (program, report) => {
  const all = [...program.organisation.quotas, ...program.quotas];
  for (const quota of all) {
    if (quota.of === "indexBytesPerDay") reportUnknown(program, quota, report);
    reportExcess(program, quota, report);
  }
};

function reportUnknown({ logs }: Program, { declaredAt }: Quota, report: Report): void {
  for (const { name, origin, linesPerDay } of logs) {
    const at = { path: origin.path, part: "key" } as const;
    if (linesPerDay === undefined) report(unknownSize, at, { stream: name, by: declaredAt() });
  }
}

function reportExcess(program: Program, { of, most, declaredAt }: Quota, report: Report): void {
  const measure = MEASURES[of];
  const costs = costsOf(program);
  const total = costs.reduce((sum, cost) => sum + measure(cost), 0);
  const heaviest = heaviestOf(costs, measure);
  if (total <= most || heaviest === undefined) return;
  const print = (count: number): string =>
    of === "indexBytesPerDay" ? printQuantity(Number(count.toPrecision(3)), "bytes") : count.toLocaleString("en");
  report(
    overQuota,
    { path: heaviest.origin.path, part: "key" },
    {
      what: WORDS[of],
      total: print(total),
      most: print(most),
      tenant: program.tenant.name,
      heaviest: heaviest.origin.name,
      weight: print(heaviest.weight),
      by: declaredAt(),
    },
  );
}

interface Weighed {
  readonly origin: Origin;
  readonly weight: number;
}

/** The declaration that most of a measure comes from. */
export function heaviestOf(costs: readonly Cost[], measure: (cost: Cost) => number): Weighed | undefined {
  const byOrigin = new Map<string, Weighed>();
  for (const cost of costs) {
    const { origin } = cost;
    const weight = (byOrigin.get(origin.name)?.weight ?? 0) + measure(cost);
    byOrigin.set(origin.name, { origin, weight });
  }
  return [...byOrigin.values()].reduce<Weighed | undefined>(
    (most, one) => (most === undefined || one.weight > most.weight ? one : most),
    undefined,
  );
}
