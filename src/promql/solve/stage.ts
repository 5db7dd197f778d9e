import type { EvaluationOptions } from "../evaluate/context.ts";
import { LabelPool } from "../evaluate/labels.ts";
import { type SeriesInput, Storage } from "../evaluate/storage.ts";
import type { Expr } from "../syntax/ast.ts";
import { walk } from "../syntax/walk.ts";
import { type Cell, Labelling } from "./cells.ts";
import type { Effort } from "./effort.ts";
import { type Family, familiesOf } from "./families.ts";
import { type Grid, gridOf } from "./grid.ts";
import type { Problem } from "./problem.ts";
import { type Slice, sliceOf } from "./slice.ts";
import type { StageOptions } from "./stage-options.ts";

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
  /** Counts the work on all of them. */
  readonly effort: Effort;
  /** Histograms hold all values at first, as they are compared with their own past. */
  readonly isSpread: boolean;
  readonly hasTrends: boolean;
  /** Whether series are there, and calm, before the condition is to hold. */
  readonly leads: boolean;
  readonly unlike: Pick<StageOptions, "isSpread" | "begin" | "flips">;
  readonly hasResets: boolean;
}

const TRENDS = new Set(["deriv", "predict_linear", "delta", "idelta", "changes", "double_exponential_smoothing"]);

/** Sets the stage for a problem. */
export function stageOf(problem: Problem, effort: Effort, options: StageOptions = {}): Stage {
  const { leads = false, isSpread = false, begin, flips } = options;
  const slice = sliceOf(problem.alert.expr, problem.recordings);
  const inlined = slice.inlined(problem.alert.expr);
  const selectors = slice.reaches.map(({ selector }) => selector);
  const families = familiesOf(inlined, selectors, problem);
  const labelling = new Labelling(families, slice.recorded, problem);
  const grid = gridOf(slice, problem, options);
  const hasTrends = [...calls(inlined)].some((name) => TRENDS.has(name));
  return {
    problem,
    slice,
    inlined,
    grid,
    labelling,
    pool: new LabelPool(),
    effort,
    cells: families.flatMap((family) => cellsOf(family, labelling, inlined, options)),
    options: { defaultStep: grid.evaluationMs, closedRanges: problem.closedRanges ?? false },
    isSpread: families.some(({ kind, names }) => kind === "histogram" && isReadBefore(slice, names)),
    hasTrends: hasTrends || options.isFine === true || options.isLong === true,
    leads,
    unlike: { isSpread, ...(begin && { begin }), ...(flips !== undefined && { flips }) },
    hasResets: calls(inlined).has("resets"),
  };
}

function cellsOf(
  family: Family,
  labelling: Labelling,
  inlined: Expr,
  { targets = 1, isExact, only, apartBy }: StageOptions,
): readonly Cell[] {
  const count = family.isFlag && !isExact ? Math.max(targets, counted(inlined)) : targets;
  const cells = labelling.cells(family).filter((cell) => isAmong(cell, only));
  return cells.flatMap((cell) => labelling.twins(cell, count, apartBy));
}

function isAmong({ labels }: Cell, only: StageOptions["only"]): boolean {
  if (only === undefined) return true;
  const [label, value] = only;
  return (labels[label] ?? value) === value;
}

function isReadBefore({ reaches }: Slice, names: readonly string[]): boolean {
  return reaches.some(({ selector: { metric = "" }, offset }) => offset > 0 && names.includes(metric));
}

/** The names of the functions that an expression calls. */
export function calls(expr: Expr): ReadonlySet<string> {
  const names = new Set<string>();
  walk(expr, (node) => {
    if (node.kind === "call") names.add(node.name);
  });
  return names;
}

/** A storage for series of a stage, on top of another one. */
export function storageOf({ pool, effort }: Stage, inputs: readonly SeriesInput[] = [], under?: Storage): Storage {
  return new Storage(inputs, pool, effort, under);
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
