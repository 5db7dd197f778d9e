import type { Expr, Matcher, Selector } from "../syntax/ast.ts";
import { matches } from "../syntax/check-selector.ts";
import { isComparison } from "../syntax/precedence.ts";
import { walk } from "../syntax/walk.ts";
import { ANYTHING, NOT_NEGATIVE, type Range, type Series } from "../types/catalogue.ts";
import { grouped } from "./grouped.ts";
import { bestOf, candidatesOf, classesOf } from "./label-values.ts";
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

/** One set of labels of a family: a place where values can be put. */
export interface Cell {
  readonly family: Family;
  readonly labels: Readonly<Record<string, string>>;
  /** The uses that find it. */
  readonly uses: readonly Use[];
}

/** The scraped metrics that an inlined expression reads. */
export function familiesOf(expr: Expr, selectors: readonly Selector[], problem: Problem): readonly Family[] {
  const known = (metric: string): Series | undefined => problem.catalogue.get(metric);
  const counters = counterNames(expr);
  const named = selectors.filter((selector) => selector.metric !== undefined);
  const groups = grouped(named, ({ metric = "" }) => known(metric)?.metric ?? metric);
  return [...groups].map(([name, reads]) => {
    const names = [...new Set(reads.map(({ metric = "" }) => metric))];
    const series = names.map(known).find((one) => one !== undefined);
    const uses = [
      ...new Map(reads.map((read) => [textOf(read), { text: textOf(read), matchers: withoutLe(read) }])).values(),
    ];
    const isHistogram = series !== undefined && (series.type === "bucket" || series.metric !== series.name);
    const kind = isHistogram
      ? "histogram"
      : (series?.type ?? (names.some((one) => counters.has(one)) ? "counter" : "gauge"));
    const bucketLabels = isHistogram ? (known(`${name}_bucket`)?.labels.get("le") ?? []) : [];
    return {
      name,
      kind: kind === "bucket" ? "histogram" : kind,
      names,
      range: series?.range ?? (kind === "counter" ? NOT_NEGATIVE : ANYTHING),
      bounds: isHistogram ? [...series.buckets, Number.POSITIVE_INFINITY] : [],
      bucketLabels,
      labels: series?.labels ?? new Map(),
      isFlag: name === "up" || (series?.unit === "" && isYesOrNo(series.range, expr)),
      uses,
    };
  });
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

// What isn't declared is taken for what it is used as.
function counterNames(expr: Expr): ReadonlySet<string> {
  const names = new Set<string>();
  walk(expr, (node) => {
    const [argument] = node.kind === "call" ? node.args : [];
    if (node.kind !== "call" || !COUNTING.has(node.name) || argument?.kind !== "selector") return;
    if (argument.metric !== undefined) names.add(argument.metric);
  });
  return names;
}

function withoutLe(selector: Selector): readonly Matcher[] {
  return selector.matchers.filter(({ label }) => label !== "le");
}

function textOf(selector: Selector): string {
  return withoutLe(selector)
    .map(({ label, operator, value }) => `${label}${operator}${JSON.stringify(value)}`)
    .sort()
    .join(",");
}

/** More sets of labels than this are not looked at for one metric. */
const MOST_COMBINATIONS = 2000;

/** Chooses labels for the series of all families, the same values for the same labels wherever matchers allow it. */
export class Labelling {
  readonly #matchers: ReadonlyMap<string, readonly Matcher[]>;
  readonly #families: readonly Family[];
  readonly #problem: Problem;

  /** `recorded`: selectors of recorded metrics, whose labels mostly come from what is scraped. */
  constructor(families: readonly Family[], recorded: readonly Selector[], problem: Problem) {
    const scraped = families.flatMap(({ uses }) => uses.flatMap(({ matchers }) => matchers));
    const all = [...scraped, ...recorded.flatMap(({ matchers }) => matchers)];
    this.#matchers = grouped(all, ({ label }) => label);
    this.#families = families;
    this.#problem = problem;
  }

  /** The value that a label has unless something asks for another. */
  usual(label: string): string {
    if (label === this.#problem.tenant.label) return this.#problem.tenant.value;
    return bestOf(this.candidates(label), this.#matchers.get(label) ?? []);
  }

  /** Values worth trying for a label. */
  candidates(label: string): readonly string[] {
    const declared = this.#families.map(({ labels }) => labels.get(label)).find((values) => values !== undefined);
    return candidatesOf(label, declared, this.#matchers.get(label) ?? []);
  }

  /** A cell for each set of uses that one series can be found by. */
  cells(family: Family): readonly Cell[] {
    const byPattern = new Map<string, Cell>();
    for (const labels of this.#combinations(family)) {
      const cell = { family, labels, uses: family.uses.filter((use) => finds(use, labels)) };
      const pattern = cell.uses.map(({ text }) => text).join("\n");
      if (cell.uses.length > 0 && !byPattern.has(pattern)) byPattern.set(pattern, cell);
    }
    return [...byPattern.values()];
  }

  /** The same series of other targets: so many in all, alike but for a label that nothing asks for. */
  twins(cell: Cell, count: number): readonly Cell[] {
    const asked = new Set(cell.family.uses.flatMap(({ matchers }) => matchers.map(({ label }) => label)));
    const free = ["instance", ...Object.keys(cell.labels)].find((name) => !asked.has(name));
    if (free === undefined) return [cell];
    return Array.from({ length: count }, (_, index) => {
      if (index === 0) return cell;
      const value = free === "instance" ? `host-${index + 1}:9100` : `${cell.labels[free]}-${index + 1}`;
      return { ...cell, labels: { ...cell.labels, [free]: value } };
    });
  }

  #combinations(family: Family): readonly Readonly<Record<string, string>>[] {
    const matchers = grouped(
      family.uses.flatMap((use) => use.matchers),
      ({ label }) => label,
    );
    const names = new Set([...family.labels.keys(), this.#problem.tenant.label, "instance", "job", ...matchers.keys()]);
    names.delete("le");
    let combinations: readonly Readonly<Record<string, string>>[] = [{}];
    for (const name of [...names].sort()) {
      const usual = this.usual(name);
      const values = classesOf(this.candidates(name), matchers.get(name) ?? [], usual);
      combinations = combinations.flatMap((head) => values.map((value) => ({ ...head, [name]: value })));
      combinations = combinations.slice(0, MOST_COMBINATIONS);
    }
    return combinations;
  }
}

/** Whether a use finds a series with these labels. */
export function finds(use: Use, labels: Readonly<Record<string, string>>): boolean {
  return use.matchers.every((matcher) => matches(matcher, labels[matcher.label] ?? ""));
}
