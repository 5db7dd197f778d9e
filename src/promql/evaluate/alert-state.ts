import type { Expr } from "../syntax/ast.ts";
import { expandLabel } from "./label-template.ts";
import { type LabelPool, type Labels, metricName, remembered } from "./labels.ts";
import type { Failed, Unsupported } from "./outcome.ts";

/** A sample of a result, or one that a rule writes. */
export interface Written {
  readonly labels: Labels;
  readonly value: number;
}

/** A rule that alerts on each series of its expression. */
export interface AlertRule {
  readonly kind: "alert";
  readonly alert: string;
  readonly expr: Expr;
  /** How long a series must be there before its alert fires, in milliseconds. */
  readonly forMs?: number;
  /** How long an alert goes on firing when its series is gone, in milliseconds. */
  readonly keepFiringForMs?: number;
  /** May hold `{{ $labels.name }}` and `{{ $value }}`. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** One alert: a series that the condition holds for. */
export interface AlertInstance {
  /** With the rule's labels and alertname, without a metric's name. */
  readonly labels: Labels;
  readonly state: "pending" | "firing";
  /** Since when the condition holds, in milliseconds. */
  readonly activeAt: number;
  readonly value: number;
}

interface Alert extends AlertInstance {
  state: "pending" | "firing";
  value: number;
  /** Since when only keep_firing_for keeps it. */
  keptSince: number | undefined;
}

/** The alerts of one rule, moved on at each evaluation as Prometheus's AlertingRule.Eval does. */
export class ActiveAlerts {
  readonly #rule: AlertRule;
  readonly #pool: LabelPool;
  readonly #active = new Map<Labels, Alert>();
  readonly #hasTemplates: boolean;
  readonly #labelled: (labels: Labels) => Labels;
  readonly #written: Readonly<Record<AlertInstance["state"] | "since", (labels: Labels) => Labels>>;

  constructor(rule: AlertRule, pool: LabelPool) {
    this.#rule = rule;
    this.#pool = pool;
    const fixed = Object.entries(rule.labels ?? {});
    this.#hasTemplates = fixed.some(([, text]) => text.includes("{{"));
    this.#labelled = remembered((labels) =>
      pool.of([...labels.entries().filter(([name]) => name !== metricName), ...fixed, ["alertname", rule.alert]]),
    );
    const as = (added: readonly (readonly [string, string])[]) =>
      remembered((labels) => pool.of([...labels.entries(), ...added]));
    this.#written = {
      pending: as([
        [metricName, "ALERTS"],
        ["alertstate", "pending"],
      ]),
      firing: as([
        [metricName, "ALERTS"],
        ["alertstate", "firing"],
      ]),
      since: as([[metricName, "ALERTS_FOR_STATE"]]),
    };
  }

  instances(): readonly AlertInstance[] {
    return [...this.#active.values()];
  }

  /** Takes a result in; gives the ALERTS and ALERTS_FOR_STATE samples to write, or why the rule fails. */
  update(samples: readonly Written[], timeMs: number): readonly Written[] | Failed | Unsupported {
    const seen = new Map<Labels, number>();
    for (const { labels, value } of samples) {
      const named = this.#labelsOf(labels, value);
      if ("kind" in named) return named;
      if (seen.has(named))
        return { kind: "failed", reason: "vector contains metrics with the same labelset after applying alert labels" };
      seen.set(named, value);
    }
    for (const [labels, value] of seen) {
      const alert = this.#active.get(labels);
      if (alert) alert.value = value;
      else this.#active.set(labels, { labels, state: "pending", activeAt: timeMs, value, keptSince: undefined });
    }
    for (const alert of [...this.#active.values()]) this.#move(alert, seen.has(alert.labels), timeMs);
    return [...this.#active.values()].flatMap(({ labels, state, activeAt }) => [
      { labels: this.#written[state](labels), value: 1 },
      { labels: this.#written.since(labels), value: Math.floor(activeAt / 1000) },
    ]);
  }

  #move(alert: Alert, holds: boolean, timeMs: number): void {
    if (holds) alert.keptSince = undefined;
    else if (!this.#keeps(alert, timeMs)) {
      this.#active.delete(alert.labels);
      return;
    }
    if (timeMs - alert.activeAt >= (this.#rule.forMs ?? 0)) alert.state = "firing";
  }

  #keeps(alert: Alert, timeMs: number): boolean {
    const keep = this.#rule.keepFiringForMs ?? 0;
    if (alert.state !== "firing" || keep <= 0) return false;
    alert.keptSince ??= timeMs;
    return timeMs - alert.keptSince < keep;
  }

  #labelsOf(labels: Labels, value: number): Labels | Unsupported {
    if (!this.#hasTemplates) return this.#labelled(labels);
    const pairs: (readonly [string, string])[] = labels.entries().filter(([name]) => name !== metricName);
    for (const [name, template] of Object.entries(this.#rule.labels ?? {})) {
      const text = expandLabel(template, labels, value);
      if (text === undefined) return { kind: "unsupported", feature: `the template of label ${name}` };
      pairs.push([name, text]);
    }
    return this.#pool.of([...pairs, ["alertname", this.#rule.alert]]);
  }
}
