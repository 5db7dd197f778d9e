/** Where the tail begins: a tenth of the scores lie above. */
const TAIL_SHARE = 0.1;

/** The deeper quantile that gives the tail's slope; outliers among fewer than this share of the scores don't move it. */
const DEEP_SHARE = 0.02;

/** Surprise, −ln p, of a score at the beginning of the tail, and what the way to the deeper quantile adds. */
const TAIL_SURPRISE = -Math.log(TAIL_SHARE);
const DEEP_SURPRISE = Math.log(TAIL_SHARE / DEEP_SHARE);

/** The least way between both quantiles, as a fraction of the scores there, and at all. */
const LEAST_RELATIVE_WIDTH = 0.05;
const LEAST_WIDTH = 1e-3;

/**
 * How improbable a score is among the last `capacity` ones: the tail beyond their 90 % quantile is taken for exponential,
 * with the slope that the 98 % quantile shows (as peaks over a threshold, Pickands 1975, but by quantiles: outliers in
 * the window don't stretch it). Scores are never negative. 16 bytes × capacity; one more score costs O(capacity) in a
 * single move of memory, which for a few hundred is a third of a tree's cost.
 */
export class ScoreTail {
  readonly #recent: Float64Array;
  readonly #sorted: Float64Array;
  #count = 0;
  #next = 0;
  #begin = 0;
  #width = LEAST_WIDTH;

  constructor(capacity: number, scores: readonly number[] = []) {
    this.#recent = new Float64Array(capacity);
    this.#sorted = new Float64Array(capacity);
    for (const score of scores.slice(-capacity)) this.push(score);
  }

  /** Takes one more score; the oldest leaves a full window. */
  push(score: number): void {
    const oldest = Number(this.#recent[this.#next]);
    const isFull = this.#count === this.#recent.length;
    this.#recent[this.#next] = score;
    this.#next = (this.#next + 1) % this.#recent.length;
    this.#move(isFull ? this.#rank(oldest) : this.#count, score);
    if (!isFull) this.#count += 1;
    this.#begin = this.#quantile(1 - TAIL_SHARE);
    const least = Math.max(LEAST_WIDTH, LEAST_RELATIVE_WIDTH * this.#begin);
    this.#width = Math.max(least, this.#quantile(1 - DEEP_SHARE) - this.#begin);
  }

  /** −ln of the probability of a score at least as great; grows with the score, 0 at 0. */
  surprise(score: number): number {
    if (score <= this.#begin) return this.#begin === 0 ? 0 : -Math.log(1 - ((1 - TAIL_SHARE) * score) / this.#begin);
    return TAIL_SURPRISE + (DEEP_SURPRISE * (score - this.#begin)) / this.#width;
  }

  /** The score that has this surprise. */
  scoreOf(surprise: number): number {
    if (surprise <= TAIL_SURPRISE) return (this.#begin * (1 - Math.exp(-surprise))) / (1 - TAIL_SHARE);
    return this.#begin + (this.#width * (surprise - TAIL_SURPRISE)) / DEEP_SURPRISE;
  }

  /** The scores, oldest first. */
  toJSON(): readonly number[] {
    const oldest = this.#count < this.#recent.length ? 0 : this.#next;
    return Array.from(this.#recent.slice(0, this.#count), (_, age) =>
      Number(this.#recent[(oldest + age) % this.#recent.length]),
    );
  }

  /** Fills a free place of the sorted scores with a score, and moves those between. */
  #move(free: number, score: number): void {
    const place = this.#rank(score);
    if (place <= free) {
      this.#sorted.copyWithin(place + 1, place, free);
      this.#sorted[place] = score;
    } else {
      this.#sorted.copyWithin(free, free + 1, place);
      this.#sorted[place - 1] = score;
    }
  }

  /** How many scores are smaller. */
  #rank(score: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (Number(this.#sorted[middle]) < score) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #quantile(probability: number): number {
    const position = (this.#count - 1) * probability;
    const below = Math.floor(position);
    const left = Number(this.#sorted[below]);
    const right = Number(this.#sorted[Math.min(below + 1, this.#count - 1)]);
    return left + (right - left) * (position - below);
  }
}
