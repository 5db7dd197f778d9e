import { weightOfHalfLife } from "../../numerics/exponential-moments.ts";
import { jointSurprise } from "../../numerics/joint-surprise.ts";
import { RecentMap } from "../../numerics/recent-map.ts";
import { list, number, object, pair, parse, text } from "../../schema/index.ts";
import type { Event, EventVerdict } from "../event.ts";
import type { EventDetector, EventDetectorDefinition } from "../event-detector.ts";
import { eventVerdict } from "../event-verdict.ts";
import { confidence, short } from "../verdict.ts";
import { type Parameters, parameters as schema } from "./parameters.ts";
import { type Aspect, PACE_EVENTS, Profile, type ProfileOptions } from "./profile.ts";

const BYTES = 2048;
const BYTES_AN_ENTITY = 4096;
const BYTES_A_NAME = 120;
const BYTES_A_VALUE = 200;

const whole = number({ integer: true, minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const notNegative = number({ minimum: 0, maximum: Number.MAX_VALUE });
const shares = (most: number) => list(pair(text(), notNegative), { most });
const savedState = ({ maximumEntities, maximumNames, maximumValues }: Parameters) =>
  object({
    entities: list(
      pair(
        text(),
        object({
          count: whole,
          recentSeconds: list(number(), { most: PACE_EVENTS }),
          names: shares(maximumNames),
          hours: shares(24),
          measures: list(pair(text(), object({ count: whole, mean: number(), variance: notNegative })), {
            most: maximumValues + 1,
          }),
        }),
      ),
      { most: maximumEntities },
    ),
  });

/** How unlike the entity's own past an event is: in what is done, when, how soon, and with which numbers. */
export const definition: EventDetectorDefinition = {
  takes: "events",
  name: "behaviour-profile",
  parameters: schema,
  memoryBytes(given) {
    const { maximumEntities, maximumNames, maximumValues } = parse(schema, given);
    const bytesAnEntity = BYTES_AN_ENTITY + BYTES_A_NAME * maximumNames + BYTES_A_VALUE * maximumValues;
    return BYTES + maximumEntities * bytesAnEntity;
  },
  create: (given, state) => new BehaviourProfile(parse(schema, given), state),
};

class BehaviourProfile implements EventDetector {
  readonly #parameters: Parameters;
  readonly #options: ProfileOptions;
  readonly #profiles: RecentMap<Profile>;

  constructor(parameters: Parameters, state?: unknown) {
    const saved = state === undefined ? undefined : parse(savedState(parameters), state);
    const { halfLifeEvents, maximumEntities, maximumNames, maximumValues } = parameters;
    this.#parameters = parameters;
    this.#options = { maximumNames, maximumValues, weight: weightOfHalfLife(halfLifeEvents) };
    const profiles = saved?.entities.map(([entity, one]) => [entity, new Profile(this.#options, one)] as const);
    this.#profiles = new RecentMap(maximumEntities, profiles);
  }

  score(event: Event): EventVerdict | undefined {
    const profile = this.#profiles.get(event.entity);
    const { threshold, warmUpEvents } = this.#parameters;
    if (profile === undefined || profile.count < warmUpEvents || !Number.isFinite(event.timestampSeconds))
      return undefined;
    const aspects = profile.aspects(event);
    const [leading] = aspects;
    const score = surpriseIn(aspects) / Math.LN2;
    return eventVerdict(event, {
      confidence_score: confidence(score / threshold),
      score,
      threshold,
      seen: leading === undefined ? event.name : `${leading.name} ${leading.seen}`,
      expected: leading?.usual ?? "",
      measured: `${short(score)} bits of surprise, ${score > threshold ? "above" : "within"} the threshold ${short(threshold)}`,
    });
  }

  learn(event: Event): void {
    if (!Number.isFinite(event.timestampSeconds)) return;
    const profile = this.#profiles.get(event.entity) ?? new Profile(this.#options);
    profile.learn(event);
    this.#profiles.set(event.entity, profile);
  }

  toJSON(): object {
    return { entities: this.#profiles.toJSON() };
  }
}

/** One aspect that is very unusual, as there are several to choose from; or all of them together, for one chance more. */
function surpriseIn(aspects: readonly Aspect[]): number {
  const chances = Math.log(aspects.length + 1);
  const greatest = aspects[0]?.surprise ?? 0;
  return Math.max(0, greatest - chances, jointSurprise(aspects.map(({ surprise }) => surprise)) - chances);
}
