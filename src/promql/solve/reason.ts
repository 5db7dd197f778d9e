import { infer } from "../types/infer.ts";
import type { Comparison, Term } from "./condition.ts";
import { fulfil, type Unmet } from "./fulfil.ts";
import { mismatchOf } from "./mismatch.ts";
import type { Unsolvable } from "./problem.ts";
import type { Reach } from "./slice.ts";
import type { Stage } from "./stage.ts";
import { plainly, quoted, type Title } from "./title.ts";

/** Says why no values were found: what can never hold, or what the solver was not able to do. */
export function reasonOf(stage: Stage, terms: readonly Term[], unmet: Unmet): Unsolvable<Title> {
  const { alert } = stage.problem.alert;
  const atoms = new Set(terms.flat().map(({ atom }) => atom));
  const comparisons = [...atoms].filter((atom) => atom.kind === "comparison");
  const [only, ...others] = terms;
  const never = only && others.length === 0 ? neverOf(stage, only, unmet) : undefined;
  if (never !== undefined) return { kind: "unsatisfiable", alert, reason: never };
  return { kind: "unproven", alert, reason: unprovenReason(stage, comparisons, unmet) };
}

// What has to hold if anything does.
function neverOf(stage: Stage, term: Term, { unmet }: Unmet): Title | undefined {
  const needed = term.filter(({ holds }) => holds);
  const impossible = needed.map(({ atom }) => (atom.kind === "comparison" ? outOfRange(atom, stage) : undefined));
  return (
    impossible.find((reason) => reason !== undefined) ??
    aheadOf(stage, term) ??
    (unmet === "labels" ? mismatchIn(stage, term) : undefined)
  );
}

function unprovenReason(stage: Stage, comparisons: readonly Comparison[], { unmet, detail }: Unmet): Title {
  if (unmet === "evaluation") return plainly(detail);
  if (unmet === "labels")
    return plainly("each comparison can hold, but the condition gave no result when all of them did");
  const alone = comparisons.find(
    (atom) => "unmet" in fulfil(stage, { literals: [{ atom, holds: true }], holds: undefined }),
  );
  const [only, ...others] = comparisons;
  if (others.length > 0 && alone === undefined) {
    return plainly("no values were found for which all of its comparisons hold together");
  }
  const what = alone ?? only;
  const subject = what ? quoted(what.expr) : { text: "the condition" };
  return [{ text: "no values were found for which " }, subject, { text: " holds" }];
}

// What the declared ranges leave of the left side, against a bound that is a number.
function outOfRange(atom: Comparison, { problem }: Stage): Title | undefined {
  const { left, right } = atom.expr;
  const [value, bound] = [infer(left, problem.catalogue).range, infer(right, problem.catalogue).range];
  const never: Readonly<Record<string, boolean>> = {
    ">": value.to <= bound.from,
    ">=": value.to < bound.from,
    "<": value.from >= bound.to,
    "<=": value.from > bound.to,
    "==": value.to < bound.from || value.from > bound.to,
  };
  if (!never[atom.operator]) return undefined;
  return [
    quoted(left),
    { text: ` stays within ${value.from} and ${value.to}, so it is never ${atom.operator} ` },
    quoted(right),
  ];
}

/** How far Prometheus looks back for the newest sample. */
const LOOKBACK_MS = 300_000;

// Rules are evaluated now, and what is yet to come has no samples.
function aheadOf({ slice }: Stage, term: Term): Title | undefined {
  for (const { atom, holds } of term) {
    if (atom.kind !== "presence" || !holds) continue;
    const { metric, offset = 0 } = atom.selector;
    const reaches = slice.reaches.filter((reach) => reach.selector.metric === metric && reach.offset === offset);
    const isAhead = ({ range }: Reach): boolean => -offset >= (range > 0 ? range : LOOKBACK_MS);
    if (reaches.length > 0 && reaches.every(isAhead)) {
      return [quoted(atom.selector), { text: " looks at what is yet to come, where no samples are" }];
    }
  }
  return undefined;
}

function mismatchIn(stage: Stage, term: Term): Title | undefined {
  const literals = term.filter(({ atom }) => atom.kind === "comparison");
  const parts = fulfil(stage, { literals, holds: undefined });
  return "unmet" in parts ? undefined : mismatchOf(stage, parts.scene.world.storage);
}
