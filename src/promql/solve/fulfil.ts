import { walk } from "../syntax/walk.ts";
import type { Cell } from "./cells.ts";
import type { Atom, Comparison, Literal } from "./condition.ts";
import type { Margin } from "./margin.ts";
import { type Scene, sceneOf } from "./scene.ts";
import { type Band, JUST_PAST, JUST_SHORT } from "./search.ts";
import type { Behaviour } from "./signal.ts";
import type { Stage } from "./stage.ts";
import { type Assignment, type Goal, meet } from "./system.ts";

/** What each atom is to be; `focus` must be met closely. */
export interface Wish {
  readonly literals: readonly Literal[];
  readonly focus?: Atom | undefined;
  /** How far past their bounds comparisons are to be, unless they are to be just past them. */
  readonly room?: Band | undefined;
  /** Whether the whole condition is to hold; not looked at where it is undefined. */
  readonly holds: boolean | undefined;
}

/** A goal that stands for an atom. */
export type AtomGoal = Goal & { readonly atom: Comparison };

/** Values for all cells with which some literals hold and others don't; they are there until the next wish. */
export interface Solved {
  readonly stage: Stage;
  readonly scene: Scene;
  readonly behaviours: ReadonlyMap<Cell, Behaviour>;
  readonly goals: readonly AtomGoal[];
  readonly assignment: Assignment;
  /** How far each comparison is past its bound. */
  readonly margins: ReadonlyMap<Atom, Margin>;
}

/** Why values weren't found. */
export interface Unmet {
  readonly unmet: "values" | "labels" | "evaluation";
  readonly detail: string;
}

/** Finds values for a wish. */
export function fulfil(stage: Stage, wish: Wish): Solved | Unmet {
  const scene = sceneOf(stage, wish.literals);
  const goals = wish.literals.flatMap(({ atom, holds }) =>
    atom.kind === "comparison" ? [goalOf(scene, atom, holds, wish)] : [],
  );
  const { momentMs } = stage.grid;
  const assignment = meet(goals, scene.drivers, momentMs, scene.influence);
  if (assignment === undefined) return { unmet: "values", detail: goals.map(({ atom }) => atom.text).join("; ") };
  const outcome = scene.whole.at(momentMs);
  if (outcome.kind === "failed") return { unmet: "evaluation", detail: outcome.reason };
  if (outcome.kind === "unsupported") return { unmet: "evaluation", detail: outcome.feature };
  const isTrue = outcome.kind === "scalar" || outcome.labels.length > 0;
  if (wish.holds !== undefined && isTrue !== wish.holds) return { unmet: "labels", detail: "" };
  const margins = new Map(goals.map(({ atom, gauge }) => [atom, gauge.at(momentMs)] as const));
  return { stage, scene, behaviours: scene.behaviours, goals, assignment, margins };
}

function goalOf(scene: Scene, atom: Comparison, holds: boolean, { focus, room }: Wish): AtomGoal {
  const natural: number[] = [];
  walk(atom.expr, (node) => {
    if (node.kind === "number") natural.push(node.value);
  });
  const band = holds ? (room ?? JUST_PAST) : JUST_SHORT;
  return {
    atom,
    gauge: scene.gauge(atom),
    operator: atom.operator,
    band,
    isFocus: atom === focus,
    natural: [...natural, 0, 1],
  };
}
