import type { Comparison, Term } from "./condition.ts";
import { fulfil, type Unmet } from "./fulfil.ts";
import type { Unsolvable } from "./problem.ts";
import type { Stage } from "./stage.ts";
import { plainly, quoted, type Title } from "./title.ts";

/** Says what the solver was not able to do. */
export function reasonOf(stage: Stage, terms: readonly Term[], unmet: Unmet): Unsolvable<Title> {
  const { alert } = stage.problem.alert;
  const atoms = new Set(terms.flat().map(({ atom }) => atom));
  const comparisons = [...atoms].filter((atom) => atom.kind === "comparison");
  return { kind: "unproven", alert, reason: unprovenReason(stage, comparisons, unmet) };
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
