import { grouped } from "../../values/grouped.ts";
import type { Expr, Matcher, Selector } from "../syntax/ast.ts";
import { isComparison } from "../syntax/precedence.ts";
import { walk } from "../syntax/walk.ts";
import { ANYTHING, NOT_NEGATIVE, type Range, type Series, type SeriesCatalogue } from "../types/catalogue.ts";
import type { Problem } from "./problem.ts";

/** A scraped metric, with everything that one scrape exposes of it: a histogram's buckets, count and sum together. */
export interface Family {
  readonly name: string;
  readonly kind: "counter" | "gauge" | "histogram";
  /** The names of its series that are read. */
  readonly names: readonly string[];
  readonly range: Range;
  /** Of a histogram: upper bounds, infinity last, and their values of `le`. */
  readonly bounds: readonly number[];
  readonly bucketLabels: readonly string[];
  readonly labels: ReadonlyMap<string, readonly string[] | undefined>;
  /** Whether it says yes or no: nothing but 0 and 1. */
  readonly isFlag: boolean;
  /** The different ways in which its series are selected, without matchers on `le`. */
  readonly uses: readonly Use[];
}

/** A way of selecting series of a family. */
export interface Use {
  readonly text: string;
  readonly matchers: readonly Matcher[];
}

/** The scraped metrics that an inlined expression reads. */
export function familiesOf(expr: Expr, selectors: readonly Selector[], { catalogue }: Problem): readonly Family[] {
  const counters = counterNames(expr);
  const named = selectors.filter((selector) => selector.metric !== undefined);
  const groups = grouped(named, ({ metric = "" }) => catalogue.get(metric)?.metric ?? metric);
  return [...groups].map(([name, reads]) => {
    const names = [...new Set(reads.map(({ metric = "" }) => metric))];
    const series = names.map((one) => catalogue.get(one)).find((one) => one !== undefined);
    if (series === undefined) {
      return { name, names, uses: usesOf(reads, false), ...undeclared(names.some((one) => counters.has(one))) };
    }
    const nature = declared(series, catalogue);
    const isFlag = name === "up" || (series.unit === "" && isYesOrNo(series.range, expr));
    return { name, names, uses: usesOf(reads, nature.kind === "histogram"), ...nature, isFlag };
  });
}

// A histogram has all its buckets, whichever of them are asked for.
function usesOf(reads: readonly Selector[], isHistogram: boolean): readonly Use[] {
  const uses = reads.map(({ matchers: all }) => {
    const matchers = isHistogram ? all.filter(({ label }) => label !== "le") : all;
    const text = textOf(matchers);
    return [text, { text, matchers }] as const;
  });
  return [...new Map(uses).values()];
}

type Nature = Omit<Family, "name" | "names" | "uses">;

// What isn't declared is taken for what it is used as.
function undeclared(isCounter: boolean): Nature {
  const [kind, range] = isCounter ? (["counter", NOT_NEGATIVE] as const) : (["gauge", ANYTHING] as const);
  return { kind, range, bounds: [], bucketLabels: [], labels: new Map(), isFlag: false };
}

function declared(series: Series, catalogue: SeriesCatalogue): Omit<Nature, "isFlag"> {
  const { range, labels, type } = series;
  if (type !== "bucket" && series.metric === series.name) {
    return { kind: type, range, bounds: [], bucketLabels: [], labels };
  }
  const bucketLabels = catalogue.get(`${series.metric}_bucket`)?.labels.get("le") ?? [];
  return { kind: "histogram", range, bounds: [...series.buckets, Number.POSITIVE_INFINITY], bucketLabels, labels };
}

// A bare number from 0 to 1 that is compared with nothing else but these (or their middle, where it is averaged).
function isYesOrNo({ from, to }: Range, expr: Expr): boolean {
  let isFlag = from === 0 && to === 1;
  walk(expr, (node) => {
    if (node.kind !== "binary" || !isComparison(node.operator)) return;
    const bounds = [node.left, node.right].flatMap((side) => (side.kind === "number" ? [side.value] : []));
    if (bounds.some((bound) => ![0, 0.5, 1].includes(bound))) isFlag = false;
  });
  return isFlag;
}

const COUNTING = new Set(["rate", "irate", "increase", "resets"]);

// Metrics whose rate is asked for.
function counterNames(expr: Expr): ReadonlySet<string> {
  const names = new Set<string>();
  walk(expr, (node) => {
    const [argument] = node.kind === "call" ? node.args : [];
    if (node.kind !== "call" || !COUNTING.has(node.name) || argument?.kind !== "selector") return;
    if (argument.metric !== undefined) names.add(argument.metric);
  });
  return names;
}

function textOf(matchers: readonly Matcher[]): string {
  return matchers
    .map(({ label, operator, value }) => `${label}${operator}${JSON.stringify(value)}`)
    .sort()
    .join(",");
}
