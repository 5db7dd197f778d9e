import { Concentration } from "../../numerics/concentration.ts";
import { type TransitionState, Transitions } from "../../numerics/transitions.ts";
import { Names } from "./names.ts";
import type { Parameters } from "./parameters.ts";

/** What is known of the order of events. */
export interface SequenceState {
  readonly names: readonly string[];
  readonly transitions: TransitionState;
  readonly concentrations: readonly (readonly number[])[];
}

/** Of a name after a context: its probability, and that of all names at most as probable. */
interface Likelihood {
  readonly itself: number;
  readonly tail: number;
}

/** Mass that is kept for names not seen after a context: Good and Turing's estimate, and half a count where it is none. */
const UNSEEN = 0.5;

/**
 * Probabilities of the next event: after the last one; above it after longer contexts; above them after the entity's
 * own last one, as what is a habit of all may be a surprise of one. Each takes the one before as its prior, as far as
 * contexts were seen to differ.
 */
export class SequenceModel {
  readonly #names: Names;
  readonly #transitions: Transitions;
  readonly #concentrations: readonly Concentration[];

  constructor({ maximumNames, maximumTransitions, order }: Parameters, state?: SequenceState) {
    this.#names = new Names(maximumNames, state?.names);
    this.#transitions = new Transitions(maximumTransitions, state?.transitions);
    this.#concentrations = Array.from({ length: order }, (_, level) => new Concentration(state?.concentrations[level]));
  }

  /** The probability of a name at most as probable as this one after these numbers of names, the newest last. */
  tail(entity: number, before: readonly number[], name: string): number {
    const number = this.#names.lookUp(name);
    const [first = "", ...longer] = contextsOf(entity, before, this.#concentrations.length);
    return longer.reduce(
      (prior, context, level) => this.#above(prior, context, number, level),
      this.#base(first, number),
    ).tail;
  }

  /** The name that usually comes after these numbers of names; empty where nothing is known. */
  usual(before: readonly number[]): string {
    return this.#names.nameOf(this.#transitions.usual(`${before.at(-1)}`));
  }

  /** Learns a name after these; gives its number. */
  learn(entity: number, before: readonly number[], name: string): number {
    const number = this.#names.numberOf(name);
    const [first = "", ...longer] = contextsOf(entity, before, this.#concentrations.length);
    let prior = this.#base(first, number);
    for (const [level, context] of longer.entries()) {
      const { count, total } = this.#transitions.share(context, number);
      if (total > 0) this.#concentrations[level]?.learn(count, total, prior.itself);
      prior = this.#above(prior, context, number, level);
    }
    for (const context of [first, ...longer]) this.#transitions.add(context, number);
    return number;
  }

  toJSON(): SequenceState {
    return {
      names: this.#names.toJSON(),
      transitions: this.#transitions.toJSON(),
      concentrations: this.#concentrations.map((one) => one.toJSON()),
    };
  }

  #base(context: string, number: number): Likelihood {
    const { count, once, rarer, total } = this.#transitions.share(context, number);
    const unseen = once + UNSEEN;
    const itself = (count + unseen / (this.#names.size + 1)) / (total + unseen);
    return { itself, tail: (rarer + unseen) / (total + unseen) };
  }

  #above(prior: Likelihood, context: string, number: number, level: number): Likelihood {
    const { count, rarer, total } = this.#transitions.share(context, number);
    const weight = this.#concentrations[level]?.weight ?? 0;
    return {
      itself: (count + weight * prior.itself) / (total + weight),
      tail: (rarer + weight * prior.tail) / (total + weight),
    };
  }
}

/** The last event; longer contexts; the last event of this entity: so many levels above the first, whatever is known. */
function contextsOf(entity: number, before: readonly number[], levels: number): readonly string[] {
  const longer = Array.from({ length: levels - 1 }, (_, level) => before.slice(-level - 2).join(","));
  return [`${before.at(-1)}`, ...longer, `${entity}:${before.at(-1)}`];
}
