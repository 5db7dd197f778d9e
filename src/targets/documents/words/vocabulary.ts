import type { Alert, Program } from "../../../program/program.ts";
import { printDuration } from "../../../values/duration.ts";
import { code, type Markdown, md } from "../markdown/markdown.ts";
import type { Vocabulary } from "./words.ts";

/** The words for a tenant's alerts: recorded series of SLOs and drift have names for people. */
export function vocabulary(program: Program, { unit }: Pick<Alert, "unit">): Vocabulary {
  return { tenantLabel: program.tenant.label, series: seriesNames(program), catalogue: program.series, unit };
}

function seriesNames({ slos, drifts }: Program): Vocabulary["series"] {
  const names = new Map<string, { name: Markdown; unit: string }>();
  for (const { name, ratios, budgetSeries } of slos) {
    for (const [window, series] of ratios) {
      names.set(series, { name: md`the error ratio of ${code(name)} over ${printDuration(window)}`, unit: "ratio" });
    }
    names.set(budgetSeries, { name: md`the error budget of ${code(name)} that is left`, unit: "ratio" });
  }
  for (const { metric, statistics } of drifts) {
    for (const { test, series } of statistics) {
      names.set(series, { name: md`the ${distance[test]} of ${code(metric.name)}`, unit: "" });
    }
  }
  return names;
}

const distance = { psi: "population stability index", ks: "Kolmogorov–Smirnov distance" } as const;
