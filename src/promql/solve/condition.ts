import { grouped } from "../../values/grouped.ts";
import type { Binary, ComparisonOperator, Expr, Selector } from "../syntax/ast.ts";
import { isComparison } from "../syntax/precedence.ts";
import { print } from "../syntax/print.ts";
import { seriesIn } from "./shapes.ts";

/** A comparison that filters, inside a condition. */
export interface Comparison {
  readonly kind: "comparison";
  readonly text: string;
  readonly expr: Binary;
  readonly operator: ComparisonOperator;
}

/** Whether a selector finds anything, now or as long ago as its offset says. */
export interface Presence {
  readonly kind: "presence";
  readonly text: string;
  readonly selector: Selector;
}

/** What a condition is made of. */
export type Atom = Comparison | Presence;

/** An atom that must hold, or must not. */
export interface Literal {
  readonly atom: Atom;
  readonly holds: boolean;
}

/** Literals that together make a condition hold. */
export type Term = readonly Literal[];

/** Recordings that read each other further than this are taken for a cycle. */
const DEEPEST = 20;

/** More ways than this to satisfy a condition are not looked at. */
const MOST_TERMS = 24;

/** What is known of the metrics that conditions read. */
export interface Known {
  /** What the rules record under a selector's name; where there are several, all of them are to be there. */
  readonly recorded: (selector: Selector) => readonly Expr[];
  /** Whether the two sides of an operator never have results that it matches with each other. */
  readonly areApart: (expr: Binary) => boolean;
}

const NOTHING: Known = { recorded: () => [], areApart: () => false };

/** The ways in which an expression gives a result at all: one term each, in the order of the text. */
export function termsOf(expr: Expr, known: Partial<Known> = {}): readonly Term[] {
  const same = grouped(new Reader({ ...NOTHING, ...known }).holds(expr), keyOf);
  return [...same.values()].flatMap(([first]) => (first ? [first] : [])).slice(0, MOST_TERMS);
}

// The same in any order is the same.
function keyOf(term: Term): string {
  const parts = term.map(({ atom, holds }) => `${holds} ${atom.kind} ${atom.text}`);
  return JSON.stringify(parts.sort());
}

class Reader {
  readonly #atoms = new Map<string, Atom>();
  readonly #known: Known;
  #depth = 0;

  constructor(known: Known) {
    this.#known = known;
  }

  holds(expr: Expr): readonly Term[] {
    switch (expr.kind) {
      case "number":
      case "string":
        return [[]];
      case "selector":
        return this.#selected(expr);
      case "binary":
        return this.#binary(expr);
      case "call":
        return this.#call(expr, true);
      default:
        return this.holds(expr.expr);
    }
  }

  fails(expr: Expr): readonly Term[] {
    switch (expr.kind) {
      case "number":
      case "string":
        return [];
      case "selector":
        return this.#unselected(expr);
      case "binary":
        return this.#failing(expr);
      case "call":
        return this.#call(expr, false);
      default:
        return this.fails(expr.expr);
    }
  }

  #selected(selector: Selector): readonly Term[] {
    const bodies = this.#inside(selector, (body) => this.holds(body));
    return bodies.length > 0 ? bodies.reduce(product) : [[{ atom: this.#presence(selector), holds: true }]];
  }

  #unselected(selector: Selector): readonly Term[] {
    const bodies = this.#inside(selector, (body) => this.fails(body));
    return bodies.length > 0 ? bodies.reduce(product) : [[{ atom: this.#presence(selector), holds: false }]];
  }

  #inside(selector: Selector, read: (body: Expr) => readonly Term[]): readonly (readonly Term[])[] {
    if (this.#depth >= DEEPEST) return [];
    this.#depth++;
    const terms = this.#known.recorded(selector).map(read);
    this.#depth--;
    return terms;
  }

  #binary(expr: Binary): readonly Term[] {
    const { operator, left, right } = expr;
    if (operator === "or") return [...this.holds(left), ...this.holds(right)];
    if (operator === "unless") return this.#unless(expr);
    const both = product(this.holds(left), this.holds(right));
    const atom = this.#comparison(expr);
    return atom === undefined ? both : product(both, [[{ atom, holds: true }]]);
  }

  // Where one can't hold without the other, both may hold with labels that don't match.
  #unless(expr: Binary): readonly Term[] {
    const { left, right, matching } = expr;
    const held = this.holds(left);
    if (this.#known.areApart(expr)) return held;
    const missing = this.fails(right);
    const without = product(held, missing);
    const isSame = matching === undefined && print(left) === print(right);
    const isAlways = missing.length === 0 && matching?.kind === "on" && matching.labels.length === 0;
    return without.length > 0 || isSame || isAlways ? without : product(held, this.holds(right));
  }

  #failing(expr: Binary): readonly Term[] {
    const { operator, left, right } = expr;
    if (operator === "or") return product(this.fails(left), this.fails(right));
    if (operator === "unless") return [...this.fails(left), ...this.holds(right)];
    const inside = [...this.fails(left), ...this.fails(right)];
    const atom = this.#comparison(expr);
    // A value that falls short says more than a series that is missing.
    const byValue = inside.filter((term) => term.some((literal) => literal.atom.kind === "comparison"));
    if (atom !== undefined) return [[{ atom, holds: false }], ...byValue];
    return byValue.length > 0 ? byValue : inside;
  }

  #call(expr: Extract<Expr, { kind: "call" }>, holds: boolean): readonly Term[] {
    const argument = seriesIn(expr);
    if (argument === undefined) return holds ? [[]] : [];
    const isAbsent = expr.name === "absent" || expr.name === "absent_over_time";
    return isAbsent === holds ? this.fails(argument) : this.holds(argument);
  }

  #comparison(expr: Binary): Atom | undefined {
    const { operator } = expr;
    if (!isComparison(operator) || expr.bool) return undefined;
    // A recording that is only there for values above nothing guards against dividing by it.
    const isGuard = this.#depth > 0 && expr.right.kind === "number" && expr.right.value === 0;
    if (isGuard) return undefined;
    return this.#once({ kind: "comparison", text: print(expr), expr, operator });
  }

  #presence(selector: Selector): Atom {
    const { range: _range, ...plain } = selector;
    return this.#once({ kind: "presence", text: print(plain), selector: plain });
  }

  #once(atom: Atom): Atom {
    const known = this.#atoms.get(atom.text) ?? atom;
    this.#atoms.set(atom.text, known);
    return known;
  }
}

function product(left: readonly Term[], right: readonly Term[]): readonly Term[] {
  const terms = left.flatMap((first) => right.map((second) => merged(first, second)));
  return terms.filter((term) => term !== undefined).slice(0, MOST_TERMS);
}

/** Both terms as one, each literal once; undefined where they contradict each other. */
function merged(first: Term, second: Term): Term | undefined {
  const holds = new Map<Atom, boolean>();
  for (const literal of [...first, ...second]) {
    if (holds.get(literal.atom) === !literal.holds) return undefined;
    holds.set(literal.atom, literal.holds);
  }
  return [...holds].map(([atom, value]) => ({ atom, holds: value }));
}
