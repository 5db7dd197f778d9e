import { walk } from "../syntax/walk.ts";
import type { Atom, Literal, Term } from "./condition.ts";
import type { Wish } from "./fulfil.ts";
import type { Band } from "./search.ts";

/** The wish that a term holds, alone if that is possible. */
export function firing(term: Term, others: readonly Term[], room?: Band): readonly Wish[] {
  const alone = others.flatMap((other) => denied(other, term) ?? []);
  return [
    { literals: [...term, ...alone], holds: true, room },
    { literals: term, holds: true, room },
  ];
}

/** The wish that a term holds with one of its comparisons just on its side. */
export function closelyHolding(term: Term, literal: Literal, others: readonly Term[]): Wish {
  const alone = others.flatMap((other) => denied(other, term) ?? []);
  return { literals: [...term, ...alone], focus: literal.atom, holds: true };
}

/** The wish that only one literal of a term is in the way. */
export function failing(term: Term, literal: Literal, others: readonly Term[]): Wish | undefined {
  const turned = term
    .filter((one) => one === literal || !isInside(literal.atom, one.atom))
    .map((one) => (one === literal ? { atom: one.atom, holds: !one.holds } : one));
  const alone: Literal[] = [];
  for (const other of others) {
    const denial = denied(other, [...turned, ...alone]);
    if (denial === undefined) return undefined;
    alone.push(...denial);
  }
  return { literals: [...turned, ...alone], focus: literal.atom, holds: false };
}

// What compares the result of a comparison has nothing to compare once that one doesn't hold.
function isInside(inner: Atom, outer: Atom): boolean {
  if (inner.kind !== "comparison" || outer.kind !== "comparison" || inner === outer) return false;
  let found = false;
  walk(outer.expr, (node) => {
    if (node === inner.expr) found = true;
  });
  return found;
}

/** What else must be wished so that a term doesn't hold; undefined where it holds anyway. */
function denied(term: Term, given: readonly Literal[]): readonly Literal[] | undefined {
  const wished = new Map<Atom, boolean>(given.map(({ atom, holds }) => [atom, holds]));
  if (term.some(({ atom, holds }) => wished.get(atom) === !holds)) return [];
  const free = term.filter(({ atom }) => !wished.has(atom));
  const chosen = free.find(({ atom }) => atom.kind === "comparison") ?? free.find(({ holds }) => !holds);
  return chosen && [{ atom: chosen.atom, holds: !chosen.holds }];
}

/** Whether a literal can be turned by values or by leaving series out: a presence that is wished needs nothing. */
export function isTurnable({ atom, holds }: Literal): boolean {
  return atom.kind === "comparison" || !holds;
}
