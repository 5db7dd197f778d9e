import type { AlertInstance, AlertRule } from "./alert-state.ts";
import type { EvaluationOptions } from "./context.ts";
import type { Labels } from "./labels.ts";
import { type Rule, RuleEngine, type RuleFailure } from "./rules.ts";
import type { Storage } from "./storage.ts";

/** What to run: rules in order, the alert among them to watch, and when. */
export interface Simulation {
  readonly rules: readonly Rule[];
  /** One of `rules`. */
  readonly alert: AlertRule;
  /** The input series; the rules write into it. */
  readonly storage: Storage;
  /** The evaluation interval of the group, in milliseconds. */
  readonly intervalMs: number;
  /** The first and last evaluation, in milliseconds. */
  readonly fromMs?: number;
  readonly toMs: number;
  /** Ends the run early: told the alert's instances after each evaluation. */
  readonly until?: (instances: readonly AlertInstance[], timeMs: number) => boolean;
  readonly options?: EvaluationOptions;
}

/** A state that an alert enters, and when. */
export interface StateChange {
  readonly timeMs: number;
  readonly state: "pending" | "firing" | "inactive";
  /** Since when the condition holds; of an inactive alert since when it held. */
  readonly activeAt: number;
}

/** The life of one alert instance: its changes in order, each state lasting until the next. */
export interface Timeline {
  readonly labels: Labels;
  readonly changes: readonly StateChange[];
}

/** What came of a simulation. */
export interface Simulated {
  /** One for each instance that was ever active, in the order in which they became so. */
  readonly timelines: readonly Timeline[];
  readonly failures: readonly RuleFailure[];
  /** The last evaluation that was run. */
  readonly endMs: number;
}

class Recorder {
  readonly #changes = new Map<Labels, StateChange[]>();

  note(instances: readonly AlertInstance[], timeMs: number): void {
    const active = new Set<Labels>();
    for (const { labels, state, activeAt } of instances) {
      active.add(labels);
      this.#enter(labels, { timeMs, state, activeAt });
    }
    for (const [labels, changes] of this.#changes) {
      const last = changes.at(-1);
      if (last && !active.has(labels)) this.#enter(labels, { timeMs, state: "inactive", activeAt: last.activeAt });
    }
  }

  /** Notes a state, unless the instance is in it already. */
  #enter(labels: Labels, change: StateChange): void {
    const changes = this.#changes.get(labels);
    const last = changes?.at(-1);
    if (!changes) this.#changes.set(labels, [change]);
    else if (last?.state !== change.state || last.activeAt !== change.activeAt) changes.push(change);
  }

  timelines(): Timeline[] {
    return [...this.#changes].map(([labels, changes]) => ({ labels, changes }));
  }
}

/** Runs rules over series and says how each instance of one alert fared. */
export function simulateAlert(simulation: Simulation): Simulated {
  const { rules, alert, storage, intervalMs, fromMs = 0, toMs, until, options } = simulation;
  const engine = new RuleEngine(rules, storage, { defaultStep: intervalMs, ...options });
  const recorder = new Recorder();
  let endMs = fromMs;
  for (let timeMs = fromMs; timeMs <= toMs; timeMs += intervalMs) {
    engine.step(timeMs);
    endMs = timeMs;
    const instances = engine.active(alert);
    recorder.note(instances, timeMs);
    if (until?.(instances, timeMs)) break;
  }
  return { timelines: recorder.timelines(), failures: engine.failures, endMs };
}
