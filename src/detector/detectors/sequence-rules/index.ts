import { RecentMap } from "../../numerics/recent-map.ts";
import { list, nullable, number, object, pair, parse, text } from "../../schema/index.ts";
import type { Event, EventVerdict } from "../event.ts";
import type { EventDetector, EventDetectorDefinition } from "../event-detector.ts";
import { eventVerdict } from "../event-verdict.ts";
import { type Parameters, parameters as schema } from "./parameters.ts";
import { advanced, type Progress, type Rule, stepsWith } from "./progress.ts";

const BYTES = 2048;
const BYTES_AN_ENTITY = 300;
const BYTES_A_STEP = 16;

const savedState = ({ maximumEntities, rules }: Parameters) =>
  object({
    entities: list(
      pair(text(), list(list(nullable(number()), { most: 20 }), { least: rules.length, most: rules.length })),
      { most: maximumEntities },
    ),
  });

/** Sequences of events that someone has described, as "failed login, login, password changed". */
export const definition: EventDetectorDefinition = {
  takes: "events",
  name: "sequence-rules",
  parameters: schema,
  memoryBytes(given) {
    const { maximumEntities, rules } = parse(schema, given);
    const steps = rules.reduce((sum, rule) => sum + rule.steps.length, 0);
    return BYTES + maximumEntities * (BYTES_AN_ENTITY + BYTES_A_STEP * steps);
  },
  create: (given, state) => new SequenceRules(parse(schema, given), state),
};

class SequenceRules implements EventDetector {
  readonly #rules: readonly Rule[];
  readonly #entities: RecentMap<readonly Progress[]>;

  constructor(parameters: Parameters, state?: unknown) {
    const saved = state === undefined ? undefined : parse(savedState(parameters), state);
    this.#rules = parameters.rules;
    this.#entities = new RecentMap(parameters.maximumEntities, saved?.entities);
  }

  score(event: Event): EventVerdict | undefined {
    const { name, timestampSeconds } = event;
    if (!Number.isFinite(timestampSeconds)) return undefined;
    const progress = this.#entities.get(event.entity);
    let [furthest, done]: [Rule | undefined, number] = [undefined, 0];
    for (const [index, rule] of this.#rules.entries()) {
      const steps = stepsWith(rule, progress?.[index] ?? [], name, timestampSeconds);
      if (furthest === undefined || steps / rule.steps.length > done / furthest.steps.length)
        [furthest, done] = [rule, steps];
    }
    return eventVerdict(event, findingOf(name, furthest, done));
  }

  learn({ entity, name, timestampSeconds }: Event): void {
    if (!Number.isFinite(timestampSeconds)) return;
    const progress = this.#entities.get(entity);
    const next = this.#rules.map((rule, index) => advanced(rule, progress?.[index] ?? [], name, timestampSeconds));
    this.#entities.set(entity, next);
  }

  toJSON(): object {
    return { entities: this.#entities.toJSON() };
  }
}

/** ½ is reached by nothing but the whole sequence, which leaves no doubt. */
function findingOf(seen: string, rule: Rule | undefined, done: number) {
  if (rule === undefined || done === 0) {
    return {
      confidence_score: 0,
      score: 0,
      threshold: 0.5,
      seen,
      expected: "",
      measured: "no step of a known sequence",
    };
  }
  const { name, steps } = rule;
  const share = done / steps.length;
  const isWhole = done === steps.length;
  return {
    confidence_score: isWhole ? 1 : share / 2,
    score: share,
    threshold: (steps.length - 1) / steps.length,
    seen,
    expected: "",
    measured: isWhole ? `${name}: ${steps.join(" → ")}` : `${done} of ${steps.length} steps of ${name}`,
  };
}
