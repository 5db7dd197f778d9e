import { weightOfHalfLife } from "../../numerics/exponential-moments.ts";
import { Prototypes } from "../../numerics/prototypes.ts";
import { list, number, type OutputOf, object } from "../../schema/index.ts";
import { prototypesState } from "./prototypes-state.ts";

const [SHORT, LONG] = [weightOfHalfLife(4), weightOfHalfLife(16)];

/** Points nearer than this share of the span are the same. */
export const TOLERANCE = 0.02;

/** State of a Course. */
export const courseState = (prototypes: number) =>
  object({
    before: number(),
    short: number(),
    long: number(),
    planes: list(prototypesState(prototypes), { least: 3, most: 3 }),
  });

/**
 * How new a value is beside its recent course, in three planes: of the value and the one before it, and of the value and
 * averages with half-lives of 4 and of 16 samples.
 */
export class Course {
  readonly #planes: readonly Prototypes[];
  #beside: Pick<OutputOf<ReturnType<typeof courseState>>, "before" | "short" | "long">;

  /** From the first value, or from a state. */
  constructor(prototypes: number, first: number, state?: OutputOf<ReturnType<typeof courseState>>) {
    this.#planes = [0, 1, 2].map((index) => new Prototypes(prototypes, state?.planes[index]));
    const { before, long, short } = state ?? { before: first, long: first, short: first };
    this.#beside = { before, short, long };
  }

  /** What the value would be if the series went on as it did. */
  get expected(): number {
    return this.#beside.long;
  }

  /** The mean distance from what was met before, as a share of the span. */
  distance(value: number, width: number): number {
    const besides = this.#besidesOf(value);
    let sum = 0;
    for (let index = 0; index < 3; index += 1)
      sum += this.#planes[index]?.distance(value, Number(besides[index]), width) ?? 0;
    return sum / 3;
  }

  /** Takes one more value. */
  learn(value: number, width: number): void {
    const besides = this.#besidesOf(value);
    for (let index = 0; index < 3; index += 1)
      this.#planes[index]?.learn(value, Number(besides[index]), width, TOLERANCE);
    this.#beside = { before: value, short: besides[1], long: besides[2] };
  }

  toJSON(): OutputOf<ReturnType<typeof courseState>> {
    return { ...this.#beside, planes: this.#planes.map((plane) => plane.toJSON()) };
  }

  /** What stands beside a value in each plane. */
  #besidesOf(value: number): readonly [number, number, number] {
    const { before, long, short } = this.#beside;
    return [before, short + SHORT * (value - short), long + LONG * (value - long)];
  }
}
