import { number, type OutputOf, object } from "../../schema/index.ts";
import type { Detector, Verdict } from "../detector.ts";

/** How much each case of a record still counts after the next. */
const FADING = 0.98;

/** State of a member's record. */
export const recordState = object({
  right: number({ minimum: 0, maximum: 1e6 }),
  wrong: number({ minimum: 0, maximum: 1e6 }),
});

/** A detector of an ensemble, and how often it was right. */
export class Member {
  readonly name: string;
  readonly detector: Detector;
  readonly #weight: number;
  #record: OutputOf<typeof recordState>;

  constructor(
    name: string,
    weight: number,
    detector: Detector,
    record: OutputOf<typeof recordState> = { right: 0, wrong: 0 },
  ) {
    this.name = name;
    this.detector = detector;
    this.#weight = weight;
    this.#record = record;
  }

  /** Its declared weight times the probability that it is right (Laplace's rule of succession). */
  get weight(): number {
    const { right, wrong } = this.#record;
    return (this.#weight * (right + 1)) / (right + wrong + 2);
  }

  /** Notes that it was right or wrong in a case of the given importance. */
  note(wasRight: boolean, importance: number): void {
    const right = FADING * this.#record.right + (wasRight ? importance : 0);
    const wrong = FADING * this.#record.wrong + (wasRight ? 0 : importance);
    this.#record = { right, wrong };
  }

  toJSON(): object {
    return { detector: this.detector.toJSON(), record: this.#record };
  }
}

/** What a member says of a value. */
export interface Vote {
  readonly member: Member;
  readonly verdict: Verdict;
}
