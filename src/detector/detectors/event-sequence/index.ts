import { jointSurprise } from "../../numerics/joint-surprise.ts";
import { RecentMap } from "../../numerics/recent-map.ts";
import { parse } from "../../schema/index.ts";
import type { Event, EventVerdict } from "../event.ts";
import type { EventDetector, EventDetectorDefinition } from "../event-detector.ts";
import { eventVerdict } from "../event-verdict.ts";
import { confidence, short } from "../verdict.ts";
import { BEGINNING } from "./names.ts";
import { type Parameters, parameters as schema } from "./parameters.ts";
import { SequenceModel } from "./sequence-model.ts";
import { type Entity, savedState } from "./state.ts";

const BYTES = 4096;
const BYTES_A_TRANSITION = 120;
const BYTES_A_NAME = 256;
const BYTES_AN_ENTITY = 400;

/** How surprising an event is after those before it, of all and of its own entity: Markov chains and n-grams. */
export const definition: EventDetectorDefinition = {
  takes: "events",
  name: "event-sequence",
  parameters: schema,
  memoryBytes(given) {
    const { maximumEntities, maximumNames, maximumTransitions, order, windowEvents } = parse(schema, given);
    const entities = maximumEntities * (BYTES_AN_ENTITY + 16 * (order + windowEvents));
    return BYTES + maximumTransitions * BYTES_A_TRANSITION + maximumNames * BYTES_A_NAME + entities;
  },
  create: (given, state) => new EventSequence(parse(schema, given), state),
};

class EventSequence implements EventDetector {
  readonly #parameters: Parameters;
  readonly #model: SequenceModel;
  readonly #entities: RecentMap<Entity>;
  #count: number;
  #nextEntity: number;

  constructor(parameters: Parameters, state?: unknown) {
    const saved = state === undefined ? undefined : parse(savedState(parameters), state);
    this.#parameters = parameters;
    this.#model = new SequenceModel(parameters, saved?.model);
    this.#entities = new RecentMap(parameters.maximumEntities, saved?.entities);
    this.#count = saved?.count ?? 0;
    this.#nextEntity = saved?.nextEntity ?? 0;
  }

  score(event: Event): EventVerdict | undefined {
    if (this.#count < this.#parameters.warmUpEvents || !Number.isFinite(event.timestampSeconds)) return undefined;
    const { before, number, surprises } = this.#entityOf(event);
    const { threshold } = this.#parameters;
    const surprise = -Math.log(this.#model.tail(number, before, event.name));
    const single = surprise / Math.LN2;
    // Each event lies in several windows: so many chances to be surprising count against them.
    const together = (jointSurprise([...surprises, surprise]) - Math.log(surprises.length + 1)) / Math.LN2;
    const score = Math.max(single, together);
    const what = single < together ? `in the last ${surprises.length + 1} events` : "of surprise";
    return eventVerdict(event, {
      confidence_score: confidence(score / threshold),
      score,
      threshold,
      seen: event.name,
      expected: this.#model.usual(before),
      measured: `${short(score)} bits ${what}, ${score > threshold ? "above" : "within"} the threshold ${short(threshold)}`,
    });
  }

  learn(event: Event): void {
    if (!Number.isFinite(event.timestampSeconds)) return;
    const { before, number, surprises } = this.#entityOf(event);
    const { order, warmUpEvents, windowEvents } = this.#parameters;
    const isKnown = this.#count >= warmUpEvents && windowEvents > 1;
    const surprise = isKnown ? -Math.log(this.#model.tail(number, before, event.name)) : 0;
    const learnt = this.#model.learn(number, before, event.name);
    this.#entities.set(event.entity, {
      number,
      before: [...before, learnt].slice(-order),
      surprises: isKnown ? [...surprises, surprise].slice(1 - windowEvents) : [],
      lastSeconds: event.timestampSeconds,
    });
    this.#nextEntity = Math.max(this.#nextEntity, number + 1);
    this.#count += 1;
  }

  toJSON(): object {
    return {
      model: this.#model.toJSON(),
      entities: this.#entities.toJSON(),
      count: this.#count,
      nextEntity: this.#nextEntity,
    };
  }

  /** Where an entity stands: at a beginning, if it is new or was silent for long. */
  #entityOf({ entity, timestampSeconds }: Event): Entity {
    const known = this.#entities.get(entity);
    const number = known?.number ?? this.#nextEntity;
    const isOn = known !== undefined && timestampSeconds - known.lastSeconds <= this.#parameters.sessionGapSeconds;
    return isOn ? known : { number, before: [BEGINNING], surprises: [], lastSeconds: timestampSeconds };
  }
}
