import { grouped } from "../../values/grouped.ts";
import type { Matcher, Selector } from "../syntax/ast.ts";
import { matches } from "../syntax/check-selector.ts";
import type { Family, Use } from "./families.ts";
import { bestOf, candidatesOf, classesOf } from "./label-values.ts";
import type { Problem } from "./problem.ts";

/** One set of labels of a family: a place where values can be put. */
export interface Cell {
  readonly family: Family;
  readonly labels: Readonly<Record<string, string>>;
  /** The uses that find it. */
  readonly uses: readonly Use[];
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
  twins(cell: Cell, count: number, apartBy = "instance"): readonly Cell[] {
    if (count <= 1) return [cell];
    for (const name of [apartBy, ...Object.keys(cell.labels)]) {
      const others = Array.from({ length: count - 1 }, (_, index) => {
        const value = name === "instance" ? `host-${index + 2}:9100` : `${cell.labels[name]}-${index + 2}`;
        return { ...cell, labels: { ...cell.labels, [name]: value } };
      });
      if (others.every(({ labels }) => cell.uses.every((use) => finds(use, labels)))) return [cell, ...others];
    }
    return [cell];
  }

  #combinations(family: Family): readonly Readonly<Record<string, string>>[] {
    const matchers = grouped(
      family.uses.flatMap((use) => use.matchers),
      ({ label }) => label,
    );
    const names = new Set([...family.labels.keys(), this.#problem.tenant.label, "instance", "job", ...matchers.keys()]);
    if (family.kind === "histogram") names.delete("le");
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
