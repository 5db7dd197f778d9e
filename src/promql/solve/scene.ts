import { prepare, type Query } from "../evaluate/evaluate.ts";
import type { Expr } from "../syntax/ast.ts";
import { type Cell, finds } from "./cells.ts";
import type { Comparison, Literal, Presence } from "./condition.ts";
import { type Driver, driversOf } from "./drivers.ts";
import { forgetful, type Gauge, gaugeOf } from "./margin.ts";
import { type Behaviour, rounded, type Setting } from "./signal.ts";
import { type Stage, storageOf } from "./stage.ts";
import type { Influence } from "./system.ts";
import { firstValue } from "./trace.ts";
import { World } from "./world.ts";

/** Series that are there, with everything that turns them and measures them. */
export interface Scene {
  readonly world: World;
  readonly behaviours: ReadonlyMap<Cell, Behaviour>;
  readonly drivers: readonly Driver[];
  readonly gauge: (atom: Comparison) => Gauge;
  readonly whole: Query;
  /** What is known of the state that `reset` goes back to. */
  readonly influence: Influence;
  /** Puts every setting back to where it was when `keep` was called, or at the beginning. */
  readonly reset: () => void;
  /** What `reset` goes back to from now on: what is close to one solution is close to the next. */
  readonly keep: () => void;
}

// A scene costs more to set up than to reset.
const setUpBefore = new WeakMap<Stage, Map<string, Scene>>();

/** The scene in which the series of some presences are missing; the same one when it is asked for again, reset. */
export function sceneOf(stage: Stage, literals: readonly Literal[]): Scene {
  const absent = literals.filter(({ atom, holds }) => atom.kind === "presence" && !holds);
  const key = absent.map(({ atom }) => atom.text).join("\n");
  const scenes = setUpBefore.get(stage) ?? new Map<string, Scene>();
  setUpBefore.set(stage, scenes);
  const scene = scenes.get(key) ?? setUp(stage, absent);
  scenes.set(key, scene);
  scene.reset();
  return scene;
}

function setUp(stage: Stage, absent: readonly Literal[]): Scene {
  const behaviours = new Map(stage.cells.map((cell) => [cell, behaviourOf(stage, cell, absent)] as const));
  const world = new World(stage, behaviours, storageOf(stage));
  const gauges = new Map<Comparison, Gauge>();
  const influence: Influence = new Map();
  let kept = copied(behaviours);
  return {
    influence,
    world,
    behaviours,
    drivers: driversOf(world, stage.hasTrends),
    gauge: (atom) => {
      const gauge = gauges.get(atom) ?? measuring(stage, world, atom);
      gauges.set(atom, gauge);
      return gauge;
    },
    whole: forgetful(stage.inlined, prepare(stage.inlined, world.storage, stage.options)),
    reset: () => {
      for (const [cell, behaviour] of behaviours) {
        if (restored(behaviour, kept.get(cell))) world.refresh(cell);
      }
    },
    keep: () => {
      kept = copied(behaviours);
      influence.clear();
    },
  };
}

/** Behaviours as they are now, whatever becomes of them. */
export function copied(behaviours: ReadonlyMap<Cell, Behaviour>): ReadonlyMap<Cell, Behaviour> {
  const copy = (setting: Setting): Setting => ({ ...setting });
  return new Map(
    [...behaviours].map(([cell, { hot, references, calm, leads }]) => [
      cell,
      { hot: hot.map(copy), references: references.map(copy), calm: calm && copy(calm), leads },
    ]),
  );
}

// True where something had changed.
function restored(behaviour: Behaviour, from: Behaviour | undefined): boolean {
  if (!from) return false;
  behaviour.calm = from.calm && { ...from.calm };
  const settings = [...behaviour.hot, ...behaviour.references];
  const values = [...from.hot, ...from.references];
  const changed = settings.filter((setting, index) => !same(setting, values[index]));
  for (const [index, setting] of settings.entries()) Object.assign(setting, values[index]);
  return changed.length > 0;
}

function same(one: Setting, other: Setting | undefined): boolean {
  return one.amount === other?.amount && one.slope === other.slope && one.shape === other.shape;
}

function measuring(stage: Stage, world: World, atom: Comparison): Gauge {
  const { left, right } = atom.expr;
  const inlined = { ...atom.expr, left: stage.slice.inlined(left), right: stage.slice.inlined(right) };
  const isZero = [left, right].some((side) => side.kind === "number" && side.value === 0);
  const scale = isZero ? sizeOf(right.kind === "number" ? inlined.left : inlined.right, world, stage) : 1;
  return gaugeOf(atom.operator, inlined, world.storage, stage.options, scale);
}

// What a percent is of, where the bound is nothing.
function sizeOf(expr: Expr, world: World, stage: Stage): number {
  const value = firstValue(prepare(expr, world.storage, stage.options).at(stage.grid.momentMs));
  return Number.isFinite(value) && value !== 0 ? Math.abs(value) : 1;
}

/** Whether a presence is about a cell. */
function concerns({ selector }: Presence, cell: Cell): boolean {
  const isNamed = selector.metric !== undefined && cell.family.names.includes(selector.metric);
  return isNamed && finds({ text: "", matchers: selector.matchers.filter(({ label }) => label !== "le") }, cell.labels);
}

function behaviourOf(stage: Stage, cell: Cell, absent: readonly Literal[]): Behaviour {
  const gone = absent.flatMap(({ atom }) => (atom.kind === "presence" && concerns(atom, cell) ? [atom.selector] : []));
  const missing = gone.some(({ offset = 0 }) => offset <= 0);
  const hot = Array.from({ length: stage.grid.ages.length + 1 }, (_, piece) =>
    flipped(unlike(settingOf(stage, cell, missing), stage, cell), stage, cell, piece),
  );
  const references = stage.grid.references.map((reference) =>
    settingOf(
      stage,
      cell,
      gone.some(({ offset }) => offset === reference.offset),
    ),
  );
  return { hot, references, calm: missing ? settingOf(stage, cell, false) : undefined, leads: missing };
}

// Every other piece is the opposite, or all begin again.
function flipped(setting: Setting, { unlike: { flips = 0 }, hasResets }: Stage, cell: Cell, piece: number): Setting {
  if (flips === 0) return setting;
  const { kind, range } = cell.family;
  if (kind === "counter" && hasResets) return { ...setting, restarts: true };
  const amount = piece % 2 === 1 ? Math.max(0, range.from) : Math.min(range.to, 4 * setting.amount);
  return { ...setting, amount };
}

// Where all have the same value, none stands out from the rest.
function unlike(setting: Setting, { unlike: { isSpread, begin }, cells }: Stage, cell: Cell): Setting {
  const { kind, range, isFlag, bounds } = cell.family;
  const ends = [range.from, range.to].filter(Number.isFinite);
  if (kind === "gauge" && !isFlag && begin && ends.length === 2) {
    return { ...setting, amount: Number(begin === "low" ? ends[0] : ends[1]) };
  }
  if (!isSpread || isFlag) return setting;
  const alike = cells.filter(({ family }) => family === cell.family);
  const place = alike.indexOf(cell);
  // From the lowest bucket to the highest one.
  const shape = Math.round((Math.max(0, bounds.length - 1) * place) / Math.max(1, alike.length - 1));
  return { ...setting, amount: rounded(setting.amount / 4 ** place), shape };
}

/** Ten events a second, the middle of a range, or a hundred: something to begin with. */
function settingOf(stage: Stage, cell: Cell, missing: boolean): Setting {
  const { kind, range, bounds, isFlag } = cell.family;
  const seconds = stage.grid.sampleMs / 1000;
  const shape = stage.isSpread ? 0 : Math.floor(Math.max(0, bounds.length - 2) / 2);
  if (kind !== "gauge") return { amount: rounded(10 * seconds), slope: 0, shape, missing };
  const isBounded = Number.isFinite(range.from) && Number.isFinite(range.to);
  const middle = isBounded ? rounded((range.from + range.to) / 2) : Math.min(range.to, Math.max(range.from, 100));
  return { amount: isFlag ? 1 : middle, slope: 0, shape: 0, missing };
}
