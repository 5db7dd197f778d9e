import type { EvaluationOptions } from "../evaluate/context.ts";
import { evaluate } from "../evaluate/evaluate.ts";
import { LabelPool } from "../evaluate/labels.ts";
import type { Expr } from "../syntax/ast.ts";
import { walk } from "../syntax/walk.ts";
import { type Cell, familiesOf, finds, Labelling } from "./cells.ts";
import type { Atom, Comparison, Literal, Presence } from "./condition.ts";
import { type Driver, driversOf } from "./drivers.ts";
import { type Grid, gridOf } from "./grid.ts";
import { gaugeOf } from "./margin.ts";
import type { Problem } from "./problem.ts";
import { type Band, JUST_PAST, JUST_SHORT } from "./search.ts";
import { type Behaviour, rounded, type Setting } from "./signal.ts";
import { sliceOf, type Slice } from "./slice.ts";
import { type Assignment, type Goal, meet } from "./system.ts";
import { World } from "./world.ts";

/** Everything about a problem that its cases share. */
export interface Stage {
  readonly problem: Problem;
  readonly slice: Slice;
  readonly inlined: Expr;
  readonly grid: Grid;
  readonly cells: readonly Cell[];
  readonly labelling: Labelling;
  readonly options: EvaluationOptions;
  /** Shared by all storages, as they hold the same series. */
  readonly pool: LabelPool;
  /** Histograms hold all values at first, as they are compared with their own past. */
  readonly isSpread: boolean;
  readonly hasTrends: boolean;
}

const TRENDS = new Set(["deriv", "predict_linear", "delta", "idelta", "changes", "double_exponential_smoothing"]);

/** How a stage differs from the plainest one. */
export interface StageOptions {
  /** How much later everything begins. */
  readonly leadMs?: number;
  /** How many targets expose the same series. */
  readonly targets?: number;
}

/** Sets the stage for a problem. */
export function stageOf(problem: Problem, { leadMs = 0, targets = 1 }: StageOptions = {}): Stage {
  const slice = sliceOf(problem.alert.expr, problem.recordings);
  const inlined = slice.inlined(problem.alert.expr);
  const selectors = slice.reaches.map(({ selector }) => selector);
  const families = familiesOf(inlined, selectors, problem);
  const labelling = new Labelling(families, slice.recorded, problem);
  const grid = gridOf(slice, problem, leadMs);
  let hasTrends = false;
  walk(inlined, (node) => {
    if (node.kind === "call" && TRENDS.has(node.name)) hasTrends = true;
  });
  return {
    problem,
    slice,
    inlined,
    grid,
    labelling,
    pool: new LabelPool(),
    cells: families.flatMap((family) => {
      const count = family.isFlag ? Math.max(targets, counted(inlined)) : targets;
      return labelling.cells(family).flatMap((cell) => labelling.twins(cell, count));
    }),
    options: { defaultStep: grid.evaluationMs, closedRanges: problem.closedRanges ?? false },
    isSpread: grid.references.length > 0,
    hasTrends,
  };
}

/** So many targets at most are made up. */
const MOST_TARGETS = 20;

// Where targets are counted, or averaged, as many as the bounds can tell apart.
function counted(expr: Expr): number {
  let most = 1;
  const bounds: number[] = [];
  walk(expr, (node) => {
    if (node.kind === "aggregation" && /^(?:count|sum|avg)$/.test(node.operator)) most = Math.max(most, 2);
    if (node.kind === "number") bounds.push(node.value);
  });
  if (most === 1) return 1;
  const whole = Math.max(1, ...bounds.filter((bound) => bound > 1 && bound < MOST_TARGETS - 2).map(Math.ceil));
  const hasShare = bounds.some((bound) => bound > 0 && bound < 1);
  return hasShare ? Math.max(4, whole + 1) : whole + 1;
}

/** Values for all cells with which some literals hold and others don't. */
export interface Solved {
  readonly behaviours: ReadonlyMap<Cell, Behaviour>;
  readonly goals: readonly (Goal & { readonly atom: Comparison })[];
  readonly assignment: Assignment;
  readonly drivers: readonly Driver[];
  readonly world: World;
}

/** Why values weren't found. */
export interface Unmet {
  readonly unmet: "values" | "labels" | "evaluation";
  readonly detail: string;
}

/** What each atom is to be; `focus` must be met closely. */
export interface Wish {
  readonly literals: readonly Literal[];
  readonly focus?: Atom | undefined;
  /** Whether the whole condition is to hold; not looked at where it is undefined. */
  readonly holds: boolean | undefined;
}

/** Finds values for a wish. */
export function fulfil(stage: Stage, wish: Wish): Solved | Unmet {
  const absent = wish.literals.filter(({ atom, holds }) => atom.kind === "presence" && !holds);
  const behaviours = new Map(stage.cells.map((cell) => [cell, behaviourOf(stage, cell, absent)] as const));
  const world = new World(stage.grid, behaviours, stage.isSpread, stage.pool);
  const drivers = driversOf(world, stage.hasTrends);
  const goals = wish.literals.flatMap(({ atom, holds }) =>
    atom.kind === "comparison" ? [goalOf(stage, world, atom, holds, atom === wish.focus)] : [],
  );
  const assignment = meet(goals, drivers, stage.grid.momentMs);
  if (assignment === undefined) return { unmet: "values", detail: goals.map(({ atom }) => atom.text).join("; ") };
  const outcome = evaluate(stage.inlined, world.storage, stage.grid.momentMs, stage.options);
  if (outcome.kind === "failed") return { unmet: "evaluation", detail: outcome.reason };
  if (outcome.kind === "unsupported") return { unmet: "evaluation", detail: outcome.feature };
  const isTrue = outcome.kind === "scalar" || outcome.labels.length > 0;
  if (wish.holds !== undefined && isTrue !== wish.holds) return { unmet: "labels", detail: "" };
  return { behaviours, goals, assignment, drivers, world };
}

function goalOf(
  stage: Stage,
  world: World,
  atom: Comparison,
  holds: boolean,
  isFocus: boolean,
): Goal & { readonly atom: Comparison } {
  const inlined = {
    ...atom.expr,
    left: stage.slice.inlined(atom.expr.left),
    right: stage.slice.inlined(atom.expr.right),
  };
  const scale = Math.abs(firstValue(inlined.left, world, stage)) || 1;
  const natural: number[] = [];
  walk(atom.expr, (node) => {
    if (node.kind === "number") natural.push(node.value);
  });
  const band: Band = holds ? JUST_PAST : JUST_SHORT;
  const gauge = gaugeOf(atom.operator, inlined, world.storage, stage.options, scale);
  return { atom, gauge, operator: atom.operator, band, isFocus, natural: [...natural, 0, 1] };
}

function firstValue(expr: Expr, world: World, stage: Stage): number {
  const outcome = evaluate(expr, world.storage, stage.grid.momentMs, stage.options);
  const value = outcome.kind === "vector" ? outcome.values[0] : outcome.kind === "scalar" ? outcome.value : undefined;
  return value !== undefined && Number.isFinite(value) ? value : 1;
}

/** Whether a presence is about a cell. */
export function concerns({ selector }: Presence, cell: Cell): boolean {
  const isNamed = selector.metric !== undefined && cell.family.names.includes(selector.metric);
  return isNamed && finds({ text: "", matchers: selector.matchers.filter(({ label }) => label !== "le") }, cell.labels);
}

function behaviourOf(stage: Stage, cell: Cell, absent: readonly Literal[]): Behaviour {
  const missing = absent.some(({ atom }) => atom.kind === "presence" && concerns(atom, cell));
  const hot = Array.from({ length: stage.grid.ages.length + 1 }, () => settingOf(stage, cell, missing));
  const references = stage.grid.references.map(() => settingOf(stage, cell, false));
  return { hot, references, calm: missing ? settingOf(stage, cell, false) : undefined, leads: missing };
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
