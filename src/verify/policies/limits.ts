import type { Origin, Policy, PolicyLimits, Program } from "../../program/program.ts";
import { type Cost, costsOf, MEASURES } from "../cost/cost.ts";
import { heaviestOf } from "../cost/quotas.ts";
import { isMeant } from "./alerts.ts";
import type { Breach, Breaches } from "./breach.ts";

/** How much of something there may be. */
export const limitBreaches: Breaches<"atMost"> = ({ limits }, program, scope) =>
  LIMITS.flatMap((limit): readonly Breach[] => {
    const most = limits[limit];
    return most === undefined ? [] : COUNTED[limit](program, most, scope);
  });

const LIMITS = [
  "alerts",
  "recordings",
  "rules",
  "dashboards",
  "metrics",
  "series",
  "seriesPerMetric",
  "samplesPerRule",
] as const satisfies readonly (keyof PolicyLimits)[];

const COUNTED: {
  readonly [K in keyof PolicyLimits]-?: (program: Program, most: number, scope: Policy["scope"]) => readonly Breach[];
} = {
  alerts: ({ alerts, tenant }, most, scope) =>
    tooMany(
      alerts.filter((alert) => isMeant(alert, scope)),
      `alerts${inWords(scope)}`,
      tenant.name,
      most,
    ),
  recordings: ({ recordings, tenant }, most) => tooMany(recordings, "recordings", tenant.name, most),
  rules: ({ alerts, recordings, tenant }, most) => tooMany([...recordings, ...alerts], "rules", tenant.name, most),
  dashboards: ({ dashboards, tenant }, most) => tooMany(dashboards, "dashboards", tenant.name, most),
  metrics: ({ metrics, tenant }, most) => tooMany(metrics, "metrics", tenant.name, most),
  series: (program, most) => {
    const total = costsOf(program).reduce((sum, cost) => sum + cost.series, 0);
    const heaviest = heaviestOf(costsOf(program), MEASURES.series);
    if (total <= most || heaviest === undefined) return [];
    const found = `${program.tenant.name} has ${count(total)} series, ${count(heaviest.weight)} of them of ${heaviest.origin.name}`;
    return [{ place: placeOf(heaviest.origin), found, instead: `leave at most ${count(most)}` }];
  },
  seriesPerMetric: (program, most) =>
    tooHeavy(costsOf(program), (cost) => (cost.kind === "metric" ? cost.series : 0), "has", "series", most),
  samplesPerRule: (program, most) =>
    tooHeavy(costsOf(program), (cost) => (cost.rules > 0 ? cost.samples : 0), "reads", "samples", most),
};

function inWords(scope: Policy["scope"]): string {
  const limits = Object.entries(scope).map(([property, value]) => `${property} ${value}`);
  return limits.length === 0 ? "" : ` (${limits.join(", ")})`;
}

// The first that is too much is the one that was to be left out.
function tooMany(
  all: readonly { readonly origin: Origin }[],
  what: string,
  tenant: string,
  most: number,
): readonly Breach[] {
  const first = all[most];
  if (first === undefined) return [];
  const found = `${tenant} has ${count(all.length)} ${all.length === 1 ? what.replace(/s(?= \(|$)/, "") : what}`;
  return [{ place: placeOf(first.origin), found, instead: `leave at most ${count(most)}` }];
}

function tooHeavy(
  costs: readonly Cost[],
  measure: (cost: Cost) => number,
  verb: string,
  what: string,
  most: number,
): readonly Breach[] {
  return costs
    .filter((cost) => measure(cost) > most)
    .map((cost) => ({
      place: placeOf(cost.origin),
      found: `${cost.name} ${verb} up to ${count(measure(cost))} ${what}`,
      instead: `leave at most ${count(most)}`,
    }));
}

function placeOf({ path }: Origin): Breach["place"] {
  return { path, part: "key" };
}

function count(number: number): string {
  return number.toLocaleString("en");
}
