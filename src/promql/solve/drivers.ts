import { grouped } from "../../values/grouped.ts";
import type { Cell } from "./cells.ts";
import type { Family } from "./families.ts";
import { rounded, type Setting } from "./signal.ts";
import type { World } from "./world.ts";

/** Something that can be turned to change what a condition sees. */
export interface Driver {
  readonly cells: readonly Cell[];
  readonly field: "amount" | "slope" | "shape";
  /** Whether it changes all of the present, and nothing else. */
  readonly isWhole: boolean;
  /** Whether it changes what offsets read. */
  readonly isPast: boolean;
  readonly low: number;
  readonly high: number;
  readonly discrete?: readonly number[] | undefined;
  readonly get: () => number;
  readonly set: (value: number) => void;
  /** Remembers how everything is that it changes; calling the result puts it back. */
  readonly keep: () => () => void;
}

/** Which stretches of time a driver changes: all of the present, one piece of it, or a piece of the past. */
type Part = "hot" | { readonly piece: number } | { readonly reference: number };

/** The settings of a cell that belong to a part. */
function settingsOf(world: World, cell: Cell, part: Part): readonly Setting[] {
  const { hot, references } = world.behaviour(cell);
  if (part === "hot") return hot;
  const found = "piece" in part ? hot[part.piece] : references[part.reference];
  return found === undefined ? [] : [found];
}

function driver(world: World, cells: readonly [Cell, ...Cell[]], part: Part, field: Driver["field"]): Driver {
  const settings = cells.flatMap((cell) => settingsOf(world, cell, part));
  const { family } = cells[0];
  const [low, high] = limits(field, family, world.isSpread ? 0.999 : highestShape(family));
  return {
    cells,
    field,
    isWhole: part === "hot",
    isPast: part !== "hot" && "reference" in part,
    low,
    high,
    discrete: field === "amount" && family.isFlag ? [0, 1] : undefined,
    get: () => settings[0]?.[field] ?? 0,
    set: (value) => {
      for (const setting of settings) setting[field] = value;
      for (const cell of cells) world.refresh(cell);
    },
    keep: () => kept(world, cells, settings, field),
  };
}

function kept(world: World, cells: readonly Cell[], settings: readonly Setting[], field: Driver["field"]): () => void {
  const values = settings.map((setting) => setting[field]);
  return () => {
    for (const [index, setting] of settings.entries()) setting[field] = Number(values[index]);
    for (const cell of cells) world.refresh(cell);
  };
}

/** All cells of a metric as one, in the proportions that they had when `keep` was called: more or less of everything. */
function scaling(world: World, cells: readonly [Cell, ...Cell[]]): Driver {
  const settings = cells.flatMap((cell) => settingsOf(world, cell, "hot"));
  const plain = driver(world, cells, "hot", "amount");
  let base = settings.map(({ amount }) => amount);
  const largest = (amounts: readonly number[]): number => Math.max(0, ...amounts.map(Math.abs));
  return {
    ...plain,
    discrete: undefined,
    get: () => largest(settings.map(({ amount }) => amount)),
    set: (value) => {
      const factor = value / (largest(base) || 1);
      for (const [index, setting] of settings.entries()) setting.amount = rounded((base[index] || 1) * factor);
      for (const cell of cells) world.refresh(cell);
    },
    keep: () => {
      base = settings.map(({ amount }) => amount);
      return plain.keep();
    },
  };
}

/** How many of several targets say no. */
function counting(world: World, cells: readonly [Cell, ...Cell[]]): Driver {
  const plain = driver(world, cells, "hot", "amount");
  const settings = cells.map((cell) => settingsOf(world, cell, "hot"));
  return {
    ...plain,
    discrete: [...cells.keys(), cells.length],
    low: 0,
    high: cells.length,
    get: () => settings.filter((some) => some[0]?.amount === 0).length,
    set: (value) => {
      for (const [index, some] of settings.entries())
        for (const setting of some) setting.amount = index < value ? 0 : 1;
      for (const cell of cells) world.refresh(cell);
    },
  };
}

/** Beyond the last bound, what was observed may be as large as it likes; only a sum tells. */
function highestShape({ bounds, names }: Family): number {
  return bounds.length - 1 + (names.some((name) => name.endsWith("_sum")) ? 6 : 0);
}

function limits(field: Driver["field"], { kind, range }: Family, highestShape: number): readonly [number, number] {
  if (field === "shape") return [0, highestShape];
  if (field === "slope") return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return kind === "gauge" ? [range.from, range.to] : [0, Number.POSITIVE_INFINITY];
}

/** More targets than this are turned together, not one by one. */
const MOST_ALONE = 8;

/**
 * Everything that can be turned, what is likeliest first: each cell now, then its trend, then its past, then pieces of
 * the present, then several cells together.
 */
export function driversOf(world: World, hasTrends: boolean): readonly Driver[] {
  const { cells, grid } = world;
  const present = cells.filter((cell) => !world.behaviour(cell).hot.some(({ missing }) => missing));
  const groups = [...grouped(present, ({ family }) => family).values()].filter((group) => group.length > 1);
  const counted = new Set(groups.filter((group) => group[0]?.family.isFlag || group.length > MOST_ALONE).flat());
  const whole = present.filter((cell) => !counted.has(cell)).flatMap((cell) => ofCell(world, cell, "hot", hasTrends));
  const past = grid.references.flatMap((_, reference) =>
    cells.flatMap((cell) => ofCell(world, cell, { reference }, false)),
  );
  const pieces = grid.ages.flatMap((_, piece) => present.flatMap((cell) => ofCell(world, cell, { piece }, false)));
  const older =
    grid.ages.length === 0 ? [] : present.flatMap((cell) => ofCell(world, cell, { piece: grid.ages.length }, false));
  // Targets that only say yes or no are counted; everything else is turned one by one.
  const together = groups.flatMap(([first, ...rest]) => {
    if (first === undefined) return [];
    return first.family.isFlag ? counting(world, [first, ...rest]) : scaling(world, [first, ...rest]);
  });
  return [...whole, ...past, ...together, ...pieces, ...older];
}

function ofCell(world: World, cell: Cell, part: Part, hasTrends: boolean): readonly Driver[] {
  const { kind } = cell.family;
  const amount = driver(world, [cell], part, "amount");
  if (kind === "histogram") return [driver(world, [cell], part, "shape"), amount];
  return kind === "gauge" && hasTrends ? [amount, driver(world, [cell], part, "slope")] : [amount];
}
