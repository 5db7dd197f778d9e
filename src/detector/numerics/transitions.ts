/** How often names followed a context, the context longest not seen first: `[context, [[name, count], …]]`. */
export type TransitionState = readonly (readonly [string, readonly (readonly [number, number])[]])[];

/** How often a name was seen, beside the others of its context. */
export interface Share {
  readonly count: number;
  readonly total: number;
  /** Names that were seen once. */
  readonly once: number;
  /** Sum of the counts of all names that were seen no more often than this one. */
  readonly rarer: number;
}

interface Followers {
  readonly counts: Map<number, number>;
  total: number;
}

const NOTHING: Share = { count: 0, total: 0, once: 0, rarer: 0 };

/** Counts of a context are halved here, so that new habits count. */
const HALVED_AT = 8192;

/** How often which name followed which context; at most so many pairs, those of contexts long not seen leave first. */
export class Transitions {
  readonly #most: number;
  readonly #contexts = new Map<string, Followers>();
  #pairs = 0;

  constructor(most: number, state: TransitionState = []) {
    this.#most = most;
    for (const [context, pairs] of state) {
      const counts = new Map(pairs);
      this.#contexts.set(context, { counts, total: totalOf(counts) });
      this.#pairs += counts.size;
    }
  }

  /** How often a name followed a context, beside others. */
  share(context: string, name: number): Share {
    const followers = this.#contexts.get(context);
    if (followers === undefined) return NOTHING;
    const { counts, total } = followers;
    const count = counts.get(name) ?? 0;
    let once = 0;
    let rarer = 0;
    for (const one of counts.values()) {
      if (one === 1) once += 1;
      if (one <= count) rarer += one;
    }
    return { count, total, once, rarer };
  }

  /** The name that followed a context most often. */
  usual(context: string): number | undefined {
    let usual: number | undefined;
    let most = 0;
    for (const [name, count] of this.#contexts.get(context)?.counts ?? []) {
      if (count <= most) continue;
      usual = name;
      most = count;
    }
    return usual;
  }

  /** Counts a name after a context. */
  add(context: string, name: number): void {
    const followers = this.#contexts.get(context) ?? { counts: new Map<number, number>(), total: 0 };
    this.#contexts.delete(context);
    this.#contexts.set(context, followers);
    const count = followers.counts.get(name) ?? 0;
    if (count === 0) this.#pairs += 1;
    followers.counts.set(name, count + 1);
    followers.total += 1;
    if (followers.total >= HALVED_AT) this.#halve(followers);
    if (this.#pairs > this.#most) this.#forgetOldest(context);
  }

  toJSON(): TransitionState {
    return [...this.#contexts].map(([context, { counts }]) => [context, [...counts]]);
  }

  #halve(followers: Followers): void {
    for (const [name, count] of followers.counts) {
      if (count > 1) followers.counts.set(name, count >> 1);
      else {
        followers.counts.delete(name);
        this.#pairs -= 1;
      }
    }
    followers.total = totalOf(followers.counts);
  }

  #forgetOldest(newest: string): void {
    for (const [context, { counts }] of this.#contexts) {
      if (this.#pairs <= this.#most || context === newest) return;
      this.#contexts.delete(context);
      this.#pairs -= counts.size;
    }
  }
}

function totalOf(counts: ReadonlyMap<number, number>): number {
  let total = 0;
  for (const count of counts.values()) total += count;
  return total;
}
