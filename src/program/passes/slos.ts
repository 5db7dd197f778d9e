import { impossibleBurn, impossibleObjective, tierWindows } from "../../diagnostics/codes/reference.ts";
import type { Path } from "../../diagnostics/diagnostic.ts";
import type { Lowering } from "../../promql/build/authored.ts";
import { call, compare, number, quotient, subtract } from "../../promql/build/construct.ts";
import type { Expr, Selector } from "../../promql/syntax/ast.ts";
import { printDuration } from "../../values/duration.ts";
import { printQuantity } from "../../values/quantity.ts";
import { originOf } from "../compilation.ts";
import { camelCase, identifier } from "../naming.ts";
import type { Alert, BurnRateTier, Inhibition, RecordingRule, Slo } from "../program.ts";
import type { TenantDeclaration } from "../schema/tenant.ts";
import { parseText, plainText } from "../text.ts";
import { type Indicator, indicatorOf } from "./indicator.ts";
import { type Alerting, alertOf } from "./notice.ts";

type SloDeclaration = TenantDeclaration["slos"][string];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * The tiers of the multi-window multi-burn-rate method, for a window of 30 days (Google, The Site Reliability Workbook,
 * chapter 5, table 5-8, and its fourth tier): a tier burns 2, 5, 10 and 10 percent of the budget within its long window.
 */
export const DEFAULT_TIERS: readonly BurnRateTier[] = [
  { burn: 14.4, long: HOUR, short: HOUR / 12, severity: "page" },
  { burn: 6, long: 6 * HOUR, short: HOUR / 2, severity: "page" },
  { burn: 3, long: DAY, short: 2 * HOUR, severity: "ticket" },
  { burn: 1, long: 3 * DAY, short: 6 * HOUR, severity: "ticket" },
];

/** What SLOs compile to. */
export interface ObjectiveRules {
  readonly slos: readonly Slo[];
  readonly recordings: readonly RecordingRule[];
  readonly alerts: readonly Alert[];
  readonly inhibitions: readonly Inhibition[];
}

/** Recordings and burn-rate alerts of all SLOs. */
export function slosOf(declaration: TenantDeclaration, lowering: Lowering, alerting: Alerting): ObjectiveRules {
  const all = Object.entries(declaration.slos).map(([name, slo]) => rulesOf(name, slo, lowering, alerting));
  return {
    slos: all.flatMap(({ slos }) => slos),
    recordings: all.flatMap(({ recordings }) => recordings),
    alerts: all.flatMap(({ alerts }) => alerts),
    inhibitions: all.flatMap(({ inhibitions }) => inhibitions),
  };
}

const NOTHING: ObjectiveRules = { slos: [], recordings: [], alerts: [], inhibitions: [] };

/** An SLO whose indicator and tiers are known to be sound. */
interface Objective {
  readonly name: string;
  readonly path: Path;
  readonly declared: SloDeclaration;
  readonly indicator: Indicator;
  readonly tiers: readonly BurnRateTier[];
  readonly budget: number;
  readonly window: number;
  readonly alerting: Alerting;
}

function rulesOf(name: string, declared: SloDeclaration, lowering: Lowering, alerting: Alerting): ObjectiveRules {
  const path = ["slos", name];
  const indicator = indicatorOf(declared, path, lowering, alerting);
  const tiers = tiersOf(declared, path, alerting);
  if (indicator === undefined || tiers === undefined) {
    alerting.compilation.markBroken("slos", name);
    return NOTHING;
  }
  const budget = budgetOf(declared.objective);
  const window = declared.window ?? 30 * DAY;
  const objective = { name, path, declared, indicator, tiers, budget, window, alerting };
  const alerts = tiers.flatMap((tier) => burnAlert(objective, tier));
  return {
    slos: sloOf(objective),
    recordings: recordingsOf(objective),
    alerts: alerts.map(({ alert }) => alert),
    inhibitions: inhibitionsBetween(alerts, objective),
  };
}

function ratioSeries({ name }: Objective, window: number): string {
  return `slo:${identifier(name)}_errors:ratio_rate${printDuration(window)}`;
}

const SHORTEST = HOUR / 12;

function windowsOf({ tiers }: Objective): readonly number[] {
  const windows = new Set([...tiers.flatMap(({ long, short }) => [long, short]), SHORTEST]);
  return [...windows].sort((a, b) => a - b);
}

function sloOf(objective: Objective): readonly Slo[] {
  const { name, path, declared, tiers, budget, window, alerting } = objective;
  const team = alerting.teams.get(declared.owner);
  if (team === undefined) return [];
  return [
    {
      name,
      objective: declared.objective,
      budget,
      window,
      tiers,
      minimumEvents: declared.minimumEvents ?? 0,
      team,
      description: plainText(parseText(declared.description ?? "")),
      ratios: new Map(windowsOf(objective).map((length) => [length, ratioSeries(objective, length)])),
      objectiveSeries: `slo:${identifier(name)}:objective_ratio`,
      budgetSeries: `slo:${identifier(name)}_error_budget:remaining_ratio`,
      origin: originOf(path),
    },
  ];
}

function recordingsOf(objective: Objective): readonly RecordingRule[] {
  const { name, path, declared, indicator, budget, window, alerting } = objective;
  const { tenant, compilation } = alerting;
  const record = (series: string, expr: Expr): RecordingRule => ({
    record: series,
    expr: compilation.limited(expr),
    labels: { [tenant.label]: tenant.name, slo: name },
    group: `slo-${name}`,
    origin: originOf(path),
  });
  const shortest = read(objective, ratioSeries(objective, SHORTEST));
  return [
    ...windowsOf(objective).map((length) => record(ratioSeries(objective, length), indicator.ratio(length))),
    record(`slo:${identifier(name)}:objective_ratio`, call("vector", number(declared.objective))),
    record(`slo:${identifier(name)}_error_budget:remaining_ratio`, remainingBudget(shortest, budget, window)),
  ];
}

function read({ name }: Objective, series: string): Selector {
  return { kind: "selector", metric: series, matchers: [{ label: "slo", operator: "=", value: name }] };
}

interface BurnAlert {
  readonly tier: BurnRateTier;
  readonly alert: Alert;
}

function burnAlert(objective: Objective, tier: BurnRateTier): readonly BurnAlert[] {
  const { name, path, declared, window, alerting } = objective;
  const expr = alerting.compilation.limited(burning(objective, tier));
  const alert = alertOf(
    {
      name: `${camelCase(name)}Burn${printDuration(tier.long)}`,
      kind: "slo",
      path,
      notice: declared,
      severity: tier.severity,
      condition: { expr, unit: "ratio", labels: ["slo"] },
      group: `slo-${name}`,
      meaning: { kind: "slo", slo: name, tier },
      labels: { burn: String(tier.burn) },
      ...texts(name, declared.objective, tier, window),
    },
    alerting,
  );
  return alert === undefined ? [] : [{ tier, alert }];
}

// Both windows burn: the long one says that it matters, the short one that it goes on. Each is one series, so that
// nothing is left to pair them by, and no matcher of one can do the work of the other's.
function burning(objective: Objective, tier: BurnRateTier): Expr {
  const threshold = number(Number((tier.burn * objective.budget).toPrecision(12)));
  const over = (window: number): Expr => compare(">", read(objective, ratioSeries(objective, window)), threshold);
  const together = { kind: "on", labels: [] } as const;
  const both: Expr = {
    kind: "binary",
    operator: "and",
    matching: together,
    left: over(tier.long),
    right: over(tier.short),
  };
  const least = objective.declared.minimumEvents ?? 0;
  if (least === 0) return both;
  const enough = compare(">=", objective.indicator.events(tier.short), number(least));
  return { kind: "binary", operator: "and", matching: together, left: both, right: enough };
}

// Without events the ratio is 0 / 0: NaN, which compares with nothing, and would make the mean of the whole window NaN.
function remainingBudget(ratio: Selector, budget: number, range: number): Expr {
  const numbers = compare(">", ratio, number(Number.NEGATIVE_INFINITY));
  const overWindow: Expr = { kind: "subquery", expr: numbers, range, step: SHORTEST };
  return subtract(number(1), quotient(call("avg_over_time", overWindow), number(budget)));
}

function texts(name: string, objective: number, tier: BurnRateTier, window: number) {
  const budgetGone = printDuration(rounded(window / tier.burn));
  return {
    summary: `${name} burns its error budget ${tier.burn === 1 ? "faster than" : `${tier.burn} times as fast as`} it may`,
    description:
      "${value}" +
      ` of the events of ${name} failed within ${printDuration(tier.long)}; its objective is ${printQuantity(objective, "ratio")}. ` +
      `At this rate ${name}'s error budget of ${printDuration(window)} is gone ${budgetGone} after the errors began.`,
  };
}

// To whole hours; what is shorter, to whole minutes.
function rounded(milliseconds: number): number {
  const to = milliseconds < HOUR ? HOUR / 60 : HOUR;
  return Math.max(1, Math.round(milliseconds / to)) * to;
}

function tiersOf(declared: SloDeclaration, path: Path, { compilation }: Alerting): readonly BurnRateTier[] | undefined {
  const { objective, tiers } = declared;
  if (objective <= 0 || objective >= 1) {
    compilation.report(impossibleObjective, [...path, "objective"], { objective: printQuantity(objective, "ratio") });
    return undefined;
  }
  const at = (index: number, property: string): Path =>
    tiers === undefined ? [...path, "objective"] : [...path, "tiers", index, property];
  return (tiers ?? DEFAULT_TIERS).filter((tier, index) => {
    const reachable = tier.burn * budgetOf(objective) < 1;
    if (!reachable) compilation.report(impossibleBurn, at(index, "burn"), burnData(tier, objective));
    const ordered = tier.short < tier.long;
    if (!ordered) {
      const data = { short: printDuration(tier.short), long: printDuration(tier.long) };
      compilation.report(tierWindows, at(index, "short"), data);
    }
    return reachable && ordered;
  });
}

function burnData({ burn }: BurnRateTier, objective: number) {
  const budget = budgetOf(objective);
  return {
    burn,
    objective: printQuantity(objective, "ratio"),
    ratio: printQuantity(burn * budget, "ratio"),
    highest: String(Number((1 / budget).toPrecision(4))),
  };
}

const URGENCY = { page: 2, ticket: 1, info: 0 } as const;

// A faster burn explains a slower one; never may it hold back what is more urgent.
function inhibitionsBetween(alerts: readonly BurnAlert[], { path, alerting }: Objective): readonly Inhibition[] {
  return alerts.flatMap((fast) =>
    alerts
      .filter((slow) => slow.tier.burn < fast.tier.burn && URGENCY[slow.tier.severity] <= URGENCY[fast.tier.severity])
      .map((slow) => ({
        source: { alertname: fast.alert.name },
        target: { alertname: slow.alert.name },
        equal: [alerting.tenant.label, "slo"].sort(),
        reason: `${fast.alert.name} says more urgently what ${slow.alert.name} says`,
        origin: originOf(path),
      })),
  );
}

function budgetOf(objective: number): number {
  return Number((1 - objective).toPrecision(12));
}
