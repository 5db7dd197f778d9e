import { parseDuration, printDuration } from "../../../src/values/duration.ts";
import type { DashboardQuery, Variable } from "./dashboards.ts";

/** What Grafana knows when it fills a query in; times are milliseconds. */
export interface Filling {
  /** The dashboard's range. */
  readonly range: number;
  /** The data source's scrape interval. */
  readonly scrapeInterval: number;
  /** The text that each variable becomes. */
  readonly variables: ReadonlyMap<string, string>;
}

/** A query as Prometheus gets it from Grafana; `step` in milliseconds. */
export interface FilledQuery {
  readonly expr: string;
  readonly step: number;
}

/** Points across a panel of usual width. */
const points = 1000;

/** Steps that Grafana chooses among, and the width of a point up to which each is chosen, in seconds. */
const steps = [
  [1, 1.5],
  [2, 3.5],
  [5, 7.5],
  [10, 12.5],
  [15, 17.5],
  [20, 25],
  [30, 45],
  [60, 90],
  [120, 210],
  [300, 450],
  [600, 750],
  [900, 1050],
  [1200, 1500],
  [1800, 2700],
  [3600, Number.POSITIVE_INFINITY],
] as const;

const milliseconds = (text: string): number => {
  const found = parseDuration(text);
  if (found === undefined) throw new Error(`${text} is no duration`);
  return found;
};

/** Fills a query in as Grafana does before it asks Prometheus: built-in variables, then the dashboard's own. */
export function interpolate({ expr, interval }: DashboardQuery, filling: Filling): FilledQuery {
  const least = interval === undefined ? filling.scrapeInterval : milliseconds(interval);
  const width = filling.range / points / 1000;
  const chosen = (steps.find(([, upTo]) => width < upTo)?.[0] ?? 3600) * 1000;
  const step = Math.max(least, chosen);
  const builtIn = new Map([
    ["__interval_ms", String(step)],
    ["__interval", printDuration(step)],
    ["__rate_interval", printDuration(Math.max(step + least, 4 * least))],
    ["__range_s", String(filling.range / 1000)],
    ["__range_ms", String(filling.range)],
    ["__range", `${filling.range / 1000}s`],
  ]);
  const filled = expr.replaceAll(
    /\$(?:\{(\w+)(?::\w+)?\}|(\w+))/g,
    (written, braced?: string, plain?: string) =>
      builtIn.get(braced ?? plain ?? "") ?? filling.variables.get(braced ?? plain ?? "") ?? written,
  );
  return { expr: filled, step };
}

/** Each text that a variable can become, by what its user has chosen: all, each value alone, several. */
export function choices({ includeAll, allValue, multi }: Variable, values: readonly string[]): readonly string[] {
  const quoted = values.map((value) => value.replaceAll(/[\\^$*+?.()|[\]{}]/g, "\\\\$&"));
  const several = quoted.length > 1 ? [`(${quoted.join("|")})`] : quoted;
  return [...quoted, ...(multi ? several : []), ...(includeAll ? [allValue ?? several[0] ?? ""] : [])];
}

/** The selector and the label of `label_values(selector, label)`. */
export function labelValuesOf({ name, query }: Variable): { readonly selector: string; readonly label: string } {
  const [, selector, label] = /^label_values\((.*), *(\w+)\)$/.exec(query.query) ?? [];
  if (selector === undefined || label === undefined)
    throw new Error(`$${name} is filled by no label_values: ${query.query}`);
  return { selector, label };
}
