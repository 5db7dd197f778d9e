import { print } from "../syntax/print.ts";
import { calm } from "./calm.ts";
import type { Cell } from "./cells.ts";
import type { Atom, Literal, Term } from "./condition.ts";
import { fulfil, type Solved, type Unmet, type Wish } from "./fulfil.ts";
import type { Grid } from "./grid.ts";
import type { Aspect, InputSeries } from "./problem.ts";
import { copied } from "./scene.ts";
import { type Band, isWithin, JUST_PAST, JUST_SHORT } from "./search.ts";
import type { Behaviour } from "./signal.ts";
import type { Stage } from "./stage.ts";
import { type Phrase, plainly, type Title } from "./title.ts";
import { closelyHolding, failing, firing, isTurnable } from "./wishes.ts";
import { seriesOf } from "./world.ts";

/** A case whose values are found, before anything else is put beside them. */
export interface Draft {
  readonly kind: "fires" | "active" | "silent";
  readonly title: Title;
  /** What it is there to show, unless it only shows something more closely. */
  readonly aspect?: Aspect<Title>;
  /** Where its series live. */
  readonly stage: Stage;
  readonly behaviours: ReadonlyMap<Cell, Behaviour>;
}

/** Drafts for all that there is to show, or why one that is needed can't be made. */
export interface Drafts {
  readonly drafts: readonly Draft[];
  /** What no case shows, though others show that the alert fires. */
  readonly missed: readonly Aspect<Title>[];
}

/** How drafts are looked for. */
export interface Search {
  /** How far past their bounds the comparisons are where it fires, unless just past them. */
  readonly room?: Band;
  /** Other stages, for what can't be had on the first one: tried in order for each wish. */
  readonly others?: (wish: Wish) => Iterable<Stage>;
}

/** Finds the cases of a condition: each term fires, and each of its literals alone keeps it silent. */
export function draftsOf(stage: Stage, terms: readonly Term[], search: Search = {}): Drafts | Unmet {
  const drafts: Draft[] = [];
  const missed: Aspect<Title>[] = [];
  let first: Unmet | undefined;
  for (const term of terms) {
    const others = terms.filter((other) => other !== term);
    const aspect = branchOf(term);
    const found = firstFulfilled(stage, firing(term, others, search.room), search);
    if ("unmet" in found) {
      first ??= found;
      missed.push({ ...aspect, missing: plainly("no series were found with which it holds") });
      continue;
    }
    found.scene.keep();
    calm(found, term);
    drafts.push({
      kind: "fires",
      title: firingTitle(term, terms.length > 1, search),
      aspect,
      stage: found.stage,
      behaviours: withLead(found.stage, copied(found.behaviours)),
    });
    drafts.push(...around(term, others, found, missed, search));
  }
  const grid = drafts.find(({ kind }) => kind === "fires")?.stage.grid;
  if (grid === undefined) return first ?? { unmet: "values", detail: "" };
  return onOneGrid(drafts, missed, grid);
}

function branchOf(term: Term): Aspect<Title> {
  const turnable = term.filter(isTurnable);
  const way: Title = turnable.length > 0 ? described(turnable) : [{ text: "whenever it is evaluated" }];
  return { kind: "branch", title: [{ text: "fires: " }, ...way] };
}

function firingTitle(term: Term, isOneOfMany: boolean, { room }: Search): Title {
  const branch: Title = isOneOfMany ? [{ text: " of " }, ...described(term.filter(isTurnable))] : [];
  return [{ text: `fires ${room ? "" : "just "}past the threshold` }, ...branch, { text: ", and resolves" }];
}

const OFF_GRID = "it takes samples at other distances than the alert's other tests";

// All cases of an alert have the same distances of samples and evaluations.
function onOneGrid(
  drafts: readonly Draft[],
  missed: readonly Aspect<Title>[],
  { sampleMs, evaluationMs }: Grid,
): Drafts {
  const fits = ({ stage: { grid } }: Draft): boolean =>
    grid.sampleMs === sampleMs && grid.evaluationMs === evaluationMs;
  return {
    drafts: drafts.filter(fits),
    missed: [
      ...missed,
      ...drafts.flatMap((one) => (one.aspect && !fits(one) ? [{ ...one.aspect, missing: plainly(OFF_GRID) }] : [])),
    ],
  };
}

function withLead({ leads }: Stage, behaviours: ReadonlyMap<Cell, Behaviour>): ReadonlyMap<Cell, Behaviour> {
  if (leads) for (const behaviour of behaviours.values()) behaviour.leads = true;
  return behaviours;
}

function firstFulfilled(stage: Stage, wishes: readonly Wish[], { others }: Search): Solved | Unmet {
  let last: Solved | Unmet = { unmet: "values", detail: "" };
  for (const wish of wishes) {
    last = fulfil(stage, wish);
    if (!("unmet" in last)) return last;
  }
  for (const wish of others === undefined ? [] : wishes) {
    for (const other of others?.(wish) ?? []) {
      const found = fulfil(other, wish);
      if (!("unmet" in found)) return found;
    }
  }
  return last;
}

function around(
  term: Term,
  others: readonly Term[],
  found: Solved,
  missed: Aspect<Title>[],
  search: Search,
): readonly Draft[] {
  const { stage } = found;
  const drafts: Draft[] = [];
  for (const literal of term.filter(isTurnable)) {
    const text = described([literal]);
    if (!isClose(found, literal)) {
      const close = fulfil(stage, closelyHolding(term, literal, others));
      if (!("unmet" in close) && isClose(close, literal))
        drafts.push({
          kind: "active",
          title: [{ text: "holds just past " }, ...text],
          stage,
          behaviours: copied(close.behaviours),
        });
    }
    const wish = failing(term, literal, others);
    const silent = wish && firstFulfilled(stage, [wish], search);
    const title = silentTitle(literal);
    const aspect: Aspect<Title> = { kind: "silence", title };
    if (silent === undefined)
      missed.push({ ...aspect, missing: plainly("another of its ways to fire holds whenever it doesn't") });
    else if ("unmet" in silent)
      missed.push({ ...aspect, missing: plainly("no series were found with which only this is in the way") });
    else drafts.push({ kind: "silent", title, aspect, stage: silent.stage, behaviours: copied(silent.behaviours) });
  }
  return drafts;
}

function isClose({ goals, margins }: Solved, { atom }: Literal): boolean {
  const goal = goals.find((one) => one.atom === atom);
  if (goal === undefined) return true;
  return isWithin(goal.band.low > 0 ? JUST_PAST : JUST_SHORT, margins.get(atom));
}

function silentTitle({ atom, holds }: Literal): Title {
  if (atom.kind === "presence") return [{ text: "stays silent while " }, named(atom), { text: " is there" }];
  return [{ text: `stays silent ${holds ? "just short of" : "when just"} ` }, named(atom)];
}

/** Literals as people read them: `up < 1`, `not a > 5`, `missing a`. */
function described(literals: readonly Literal[]): Title {
  return literals.flatMap(({ atom, holds }, index) => {
    const denied = atom.kind === "presence" ? "missing " : "not ";
    return [{ text: `${index > 0 ? " and " : ""}${holds ? "" : denied}` }, named(atom)];
  });
}

// A long comparison is known by its bound.
function named(atom: Atom): Phrase {
  if (atom.kind === "presence") return { text: atom.text, end: "" };
  const { operator, right } = atom.expr;
  return { text: print(atom.expr), end: `${operator} ${print(right)}` };
}

/** The series of a draft, up to a moment. */
export function seriesOfDraft({ stage, behaviours }: Draft, untilMs: number, calmMs?: number): readonly InputSeries[] {
  const end = Math.floor(untilMs / stage.grid.sampleMs) + 1;
  return [...behaviours].flatMap(([cell, behaviour]) =>
    seriesOf(cell, behaviour, stage.grid, { end, calmMs, isSpread: stage.isSpread }),
  );
}
