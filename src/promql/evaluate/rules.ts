import type { Expr } from "../syntax/ast.ts";
import { walk } from "../syntax/walk.ts";
import { ActiveAlerts, type AlertInstance, type AlertRule, type Written } from "./alert-state.ts";
import type { EvaluationOptions } from "./context.ts";
import { prepare, type Query } from "./evaluate.ts";
import { type LabelPool, type Labels, metricName, remembered } from "./labels.ts";
import type { Outcome } from "./outcome.ts";
import type { Storage } from "./storage.ts";

/** A rule that writes what its expression is as a metric of its own. */
export interface RecordingRule {
  readonly kind: "recording";
  readonly record: string;
  readonly expr: Expr;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A rule of a group, in the order of its file. */
export type Rule = RecordingRule | AlertRule;

/** A rule that couldn't be evaluated at a moment. */
export interface RuleFailure {
  readonly rule: Rule;
  readonly timeMs: number;
  readonly reason: string;
  /** `unsupported` where this evaluator is at its end, `failed` where Prometheus would be. */
  readonly kind: "failed" | "unsupported";
}

interface Running {
  readonly rule: Rule;
  readonly query: Query;
  /** The state of an alert rule. */
  readonly alerts: ActiveAlerts | undefined;
  /** The labels that a recording rule gives its results. */
  readonly recorded: (labels: Labels) => Labels;
  previous: ReadonlySet<Labels>;
}

// The start and the end of a rule's query are the moment at which it is evaluated.
function looksAhead(expr: Expr): boolean {
  let ahead = false;
  walk(expr, (node) => {
    if (node.kind !== "selector" && node.kind !== "subquery") return;
    if (typeof node.at === "number" || (node.offset ?? 0) < 0) ahead = true;
  });
  return ahead;
}

function ready(rule: Rule, storage: Storage, options: EvaluationOptions): Running {
  const alerts = rule.kind === "alert" ? new ActiveAlerts(rule, storage.pool) : undefined;
  // Series may be there whole, with samples that the rule must not see yet.
  const query: Query = !looksAhead(rule.expr)
    ? prepare(rule.expr, storage, options)
    : { at: () => ({ kind: "unsupported", feature: "@ with a time, or a negative offset, in a rule" }) };
  return { rule, query, alerts, recorded: recordedLabels(rule, storage.pool), previous: new Set() };
}

function recordedLabels(rule: Rule, pool: LabelPool): (labels: Labels) => Labels {
  if (rule.kind === "alert") return (labels) => labels;
  const added = [[metricName, rule.record] as const, ...Object.entries(rule.labels ?? {})];
  return remembered((labels) => pool.of([...labels.entries(), ...added]));
}

/**
 * Rules as Prometheus's rule manager runs a group: each in order at each evaluation, what it writes seen by the next,
 * series that vanish ended by a staleness marker, alerts kept as ALERTS and ALERTS_FOR_STATE.
 */
export class RuleEngine {
  readonly failures: RuleFailure[] = [];
  readonly #storage: Storage;
  readonly #running: readonly Running[];

  constructor(rules: readonly Rule[], storage: Storage, options: EvaluationOptions = {}) {
    this.#storage = storage;
    this.#running = rules.map((rule) => ready(rule, storage, options));
  }

  /** Evaluates every rule once. Moments must come in order. */
  step(timeMs: number): void {
    for (const running of this.#running) this.#evaluate(running, timeMs);
  }

  /** The instances of an alert rule that are pending or firing now. */
  active(rule: AlertRule): readonly AlertInstance[] {
    return this.#running.find((running) => running.rule === rule)?.alerts?.instances() ?? [];
  }

  #evaluate(running: Running, timeMs: number): void {
    const { rule } = running;
    const outcome = running.query.at(timeMs);
    const written =
      outcome.kind === "failed" || outcome.kind === "unsupported" ? outcome : this.#results(running, outcome, timeMs);
    if ("kind" in written) {
      const reason = written.kind === "failed" ? written.reason : written.feature;
      this.failures.push({ rule, timeMs, reason, kind: written.kind });
      return;
    }
    this.#write(running, written, timeMs);
  }

  #results(running: Running, outcome: Extract<Outcome, { kind: "vector" | "scalar" }>, timeMs: number) {
    const samples =
      outcome.kind === "vector"
        ? outcome.labels.map((labels, index) => ({ labels, value: Number(outcome.values[index]) }))
        : [{ labels: this.#storage.pool.of([]), value: outcome.value }];
    if (running.alerts) return running.alerts.update(samples, timeMs);
    const recorded = samples.map(({ labels, value }) => ({ labels: running.recorded(labels), value }));
    const isUnique = new Set(recorded.map(({ labels }) => labels)).size === recorded.length;
    return isUnique
      ? recorded
      : {
          kind: "failed" as const,
          reason: "vector contains metrics with the same labelset after applying rule labels",
        };
  }

  #write(running: Running, written: readonly Written[], timeMs: number): void {
    const present = new Set<Labels>();
    for (const { labels, value } of written) {
      this.#storage.append(labels, timeMs, value);
      present.add(labels);
    }
    for (const labels of running.previous)
      if (!present.has(labels)) this.#storage.append(labels, timeMs, Number.NaN, true);
    running.previous = present;
  }
}
