import { FadingTail } from "../../numerics/fading-tail.ts";
import { list, number, type OutputOf, object } from "../../schema/index.ts";
import { Course, courseState } from "./course.ts";
import { Day, dayState } from "./day.ts";
import type { Parameters } from "./parameters.ts";
import { Span, spanState } from "./span.ts";
import { Standstill, standstillState } from "./standstill.ts";

/** One way in which a value can be odd. */
export interface Aspect {
  readonly feature: "recent course" | "hour of the day" | "standstill";
  readonly expected: number;
  /** How odd, in the unit of the threshold. */
  readonly score: number;
}

/** Distances are raised by this share of the span: what is smaller can't be seen in a chart. */
const LEAST_DISTANCE = 0.003;

/** A glitch is learnt as if it lay no more than this many widths beyond the span, so that averages soon recover. */
const BELIEVED_WIDTHS = 8;

const PERCENT = 100;

const tailState = object({
  weights: list(number({ minimum: 0, maximum: Number.MAX_VALUE }), { least: 48, most: 48 }),
  total: number({ minimum: 0, maximum: Number.MAX_VALUE }),
  increment: number({ above: 0, maximum: Number.MAX_VALUE }),
});

/** State of Aspects. */
export const aspectsState = ({ prototypes }: Parameters) =>
  object({
    span: spanState,
    course: courseState(prototypes),
    day: dayState(prototypes),
    standstill: standstillState,
    courseTail: tailState,
    dayTail: tailState,
  });

/** All that is learnt of one series. */
export class Aspects {
  readonly #parameters: Parameters;
  readonly #span: Span;
  readonly #course: Course;
  readonly #day: Day;
  readonly #standstill: Standstill;
  readonly #courseTail: FadingTail;
  readonly #dayTail: FadingTail;

  /** From the first value, or from a state. */
  constructor(parameters: Parameters, first: number, state?: OutputOf<ReturnType<typeof aspectsState>>) {
    const { halfLifeSamples, prototypes } = parameters;
    this.#parameters = parameters;
    this.#span = new Span(halfLifeSamples, state?.span);
    this.#course = new Course(prototypes, first, state?.course);
    this.#day = new Day(prototypes, first, state?.day);
    this.#standstill = new Standstill(first, state?.standstill);
    this.#courseTail = new FadingTail(halfLifeSamples, state?.courseTail);
    this.#dayTail = new FadingTail(halfLifeSamples, state?.dayTail);
  }

  /** How many values were learnt. */
  get count(): number {
    return this.#span.count;
  }

  /** How odd a value is in each way. */
  of(value: number, timestampSeconds: number): readonly Aspect[] {
    const width = this.#width();
    const { expected } = this.#course;
    const ofCourse = this.#course.distance(value, width);
    const ofDay = this.#day.distance(value, timestampSeconds, width);
    const usual = this.#day.usual(timestampSeconds) ?? expected;
    const still = this.#standstill.ratio(value) * this.#parameters.threshold;
    return [
      { feature: "recent course", expected, score: oddness(ofCourse, this.#courseTail) },
      { feature: "hour of the day", expected: usual, score: oddness(ofDay, this.#dayTail) },
      { feature: "standstill", expected, score: still },
    ];
  }

  /** Takes one more value. */
  learn(value: number, timestampSeconds: number): void {
    const width = this.#width();
    const believed = this.#span.clipped(value, width, BELIEVED_WIDTHS);
    this.#courseTail.push(LEAST_DISTANCE + this.#course.distance(value, width));
    if (this.#day.usual(timestampSeconds) !== undefined)
      this.#dayTail.push(LEAST_DISTANCE + this.#day.distance(value, timestampSeconds, width));
    this.#course.learn(believed, width);
    this.#day.learn(believed, timestampSeconds, width);
    this.#standstill.learn(value);
    this.#span.learn(value, width);
  }

  toJSON(): OutputOf<ReturnType<typeof aspectsState>> {
    return {
      span: this.#span.toJSON(),
      course: this.#course.toJSON(),
      day: this.#day.toJSON(),
      standstill: this.#standstill.toJSON(),
      courseTail: this.#courseTail.toJSON(),
      dayTail: this.#dayTail.toJSON(),
    };
  }

  #width(): number {
    return this.#span.width(this.#parameters.minimumScale, this.#parameters.minimumRelativeScale);
  }
}

/** How far, in percent of the span, times how rare so far is. */
function oddness(distance: number, tail: FadingTail): number {
  const raised = LEAST_DISTANCE + distance;
  return PERCENT * raised * tail.surprise(raised);
}
