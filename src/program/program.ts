import type { DetectorName } from "../detector/detectors/kinds.ts";
import type { Path } from "../diagnostics/diagnostic.ts";
import type { Authored } from "../promql/build/authored.ts";
import type { Expr } from "../promql/syntax/ast.ts";
import type { Range, SeriesCatalogue } from "../promql/types/catalogue.ts";
import type { Meaning } from "../promql/types/infer.ts";
import type { Unit } from "../values/quantity.ts";
import type { Text } from "./text.ts";

/**
 * A tenant's declaration, resolved for one environment: defaults applied, names final, each reference an object,
 * each selector limited to the tenant. Durations are milliseconds. Lists are sorted by name. Frozen.
 */
export interface Program {
  readonly tenant: TenantIdentity;
  readonly organisation: Organisation;
  readonly environment: Environment;
  readonly metrics: readonly Metric[];
  readonly scrapes: readonly ScrapeJob[];
  readonly channels: readonly Channel[];
  readonly schedules: readonly Schedule[];
  readonly teams: readonly Team[];
  readonly recordings: readonly RecordingRule[];
  readonly alerts: readonly Alert[];
  readonly slos: readonly Slo[];
  readonly drifts: readonly Drift[];
  readonly inhibitions: readonly Inhibition[];
  readonly detectors: readonly Detector[];
  readonly sidecar: Sidecar;
  readonly dashboards: readonly Dashboard[];
  readonly logs: readonly LogStream[];
  /** How much it may cost, and what its declarations must keep to, beside what the organisation says of each tenant. */
  readonly quotas: readonly Quota[];
  readonly policies: readonly Policy[];
  /** What expressions may read, and the expressions as their author wrote them: what the checks look at. */
  readonly series: SeriesCatalogue;
  readonly expressions: readonly AuthoredExpression[];
}

/** An expression before it is limited to the tenant. */
export interface AuthoredExpression {
  readonly authored: Authored;
  /** A condition makes an alert fire, a value is shown, recorded or watched, events are counted. */
  readonly role: "condition" | "value" | "events";
  readonly meaning: Meaning;
  readonly labels: readonly string[];
  readonly origin: Origin;
}

/** Where in the declaration something comes from, and its name there: `alerts/ErrorRatioHigh`. */
export interface Origin {
  readonly path: Path;
  readonly name: string;
}

export interface TenantIdentity {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The label that tells tenants apart, whose value is the tenant's name. */
  readonly label: string;
}

export interface Organisation {
  readonly name: string;
  /** Paths of secrets that several tenants may use. */
  readonly sharedSecrets: readonly string[];
  /** `host:port` that several tenants may scrape. */
  readonly sharedTargets: readonly string[];
  /** How much each tenant may cost. */
  readonly quotas: readonly Quota[];
  /** What the declarations of each tenant must keep to. */
  readonly policies: readonly Policy[];
  readonly prometheus: {
    readonly version: PrometheusVersion;
    readonly scrapeInterval: number;
    readonly evaluationInterval: number;
    readonly retention: number;
  };
  readonly alertmanager: {
    readonly groupWait: number;
    readonly groupInterval: number;
    readonly repeat: Readonly<Record<Severity, number>>;
    readonly fallback: Channel;
    readonly smtp?: {
      readonly smarthost: string;
      readonly from: string;
      /** The password is the path of a secret. */
      readonly login?: { readonly username: string; readonly password: string };
    };
  };
}

/** Where something is said, in words: `the organisation, tenants/organisation.ts:41:5`. */
export type DeclaredAt = () => string;

/** A limit of what a tenant costs. */
export interface Quota {
  readonly of: "series" | "rules" | "samplesPerEvaluation" | "indexBytesPerDay";
  readonly most: number;
  readonly declaredAt: DeclaredAt;
}

/** What declarations must keep to. */
export interface Policy {
  readonly name: string;
  readonly rule: PolicyRule;
  /** Which alerts it is about: those that all of this is true of. */
  readonly scope: PolicyScope;
  readonly severity: "error" | "warning";
  /** The author's own words; empty where there are none. */
  readonly message: string;
  readonly declaredAt: DeclaredAt;
}

export type PolicyRule =
  | { readonly rule: "require"; readonly properties: readonly ("description" | "runbook" | "dashboard" | "for")[] }
  | { readonly rule: "requireLabels"; readonly labels: readonly string[] }
  | { readonly rule: "forbidLabels"; readonly labels: readonly string[] }
  | { readonly rule: "minimumFor"; readonly duration: number }
  | { readonly rule: "named"; readonly pattern: string }
  | { readonly rule: "atMost"; readonly limits: PolicyLimits }
  | { readonly rule: "forbidFunctions"; readonly functions: readonly string[] }
  | { readonly rule: "sloForEach"; readonly label: string };

export interface PolicyScope {
  readonly severity?: Severity;
  readonly owner?: string;
  readonly kind?: AlertKind;
  readonly named?: string;
}

export interface PolicyLimits {
  readonly alerts?: number;
  readonly recordings?: number;
  readonly rules?: number;
  readonly dashboards?: number;
  readonly metrics?: number;
  readonly series?: number;
  readonly seriesPerMetric?: number;
  readonly samplesPerRule?: number;
}

export interface PrometheusVersion {
  readonly major: number;
  readonly minor: number;
}

export interface Environment {
  readonly name: string;
  /** Whether `output/<tenant>` is built for it. */
  readonly isDefault: boolean;
  /** Base URLs without a slash at the end. */
  readonly grafana: string;
  readonly prometheus: string;
  readonly alertmanager: string;
  readonly elasticsearch?: string;
  readonly runbooks: string;
}

export type Severity = "page" | "ticket" | "info";

export type MetricType = "counter" | "gauge" | "histogram";

export interface Metric {
  readonly name: string;
  readonly type: MetricType;
  readonly help: string;
  /** Base unit (`seconds`, `bytes`, `ratio`) or the author's own word; empty: a bare number. */
  readonly unit: Unit;
  readonly labels: readonly Label[];
  /** What its values lie within; infinite where nothing was said. */
  readonly range: Range;
  /** Upper bounds of a histogram's buckets, rising, without infinity. */
  readonly buckets: readonly number[];
  /** The job that exposes it. */
  readonly job?: string;
  readonly origin: Origin;
}

export interface Label {
  readonly name: string;
  /** All values that it can have, where they are declared. */
  readonly values?: readonly string[];
  /** How many different values it can have. */
  readonly cardinality: number;
}

export interface ScrapeJob {
  readonly name: string;
  readonly targets: readonly string[];
  readonly path: string;
  readonly scheme: "http" | "https";
  readonly interval: number;
  /** Path of a secret. */
  readonly bearerToken?: string;
  readonly origin: Origin;
}

export type Channel =
  | (ChannelBase & { readonly type: "slack"; readonly webhook: string; readonly room: string })
  | (ChannelBase & { readonly type: "pagerduty"; readonly routingKey: string })
  | (ChannelBase & { readonly type: "email"; readonly to: readonly string[] })
  | (ChannelBase & { readonly type: "webhook"; readonly url: string });

interface ChannelBase {
  readonly name: string;
  readonly origin: Origin;
}

export interface Schedule {
  readonly name: string;
  /** Alertmanager's form: `monday:friday`. */
  readonly weekdays: readonly string[];
  /** `HH:MM` each, the end after the start. */
  readonly times: readonly { readonly start: string; readonly end: string }[];
  readonly zone: string;
  readonly origin: Origin;
}

export interface Destination {
  readonly channel: Channel;
  /** Only then; `otherwise` is for the rest of the time, without it notifications wait for the schedule. */
  readonly during?: Schedule;
  readonly otherwise?: Channel;
}

export interface Team {
  readonly name: string;
  readonly destinations: Readonly<Record<Severity, Destination>>;
  readonly origin: Origin;
}

/** A recording rule; `labels` include the tenant's. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: Expr;
  readonly labels: Readonly<Record<string, string>>;
  /** The rule group, and with it the file, that it is in. */
  readonly group: string;
  readonly origin: Origin;
}

export type AlertKind = "threshold" | "slo" | "drift" | "security" | "detector" | "heartbeat";

/** An alert rule; `labels` include tenant, severity and team. */
export interface Alert {
  readonly name: string;
  readonly kind: AlertKind;
  /** Limited to the tenant; its comparisons are what the solver satisfies. */
  readonly expr: Expr;
  /** What its value counts, for texts and axes. */
  readonly unit: Unit;
  /** Labels that the condition's result has, beside the rule's own. */
  readonly conditionLabels: readonly string[];
  readonly for: number;
  readonly keepFiringFor: number;
  readonly severity: Severity;
  readonly team: Team;
  readonly labels: Readonly<Record<string, string>>;
  readonly summary: Text;
  readonly description: Text;
  /** What to do first, in the author's words; empty where nothing was written. */
  readonly runbook: string;
  readonly runbookUrl: string;
  readonly dashboardUrl: string;
  readonly group: string;
  /** What the alert's condition means to say, for runbooks and cards; by kind. */
  readonly meaning: AlertMeaning;
  readonly origin: Origin;
}

export type AlertMeaning =
  | { readonly kind: "threshold" | "security" | "heartbeat" }
  | { readonly kind: "slo"; readonly slo: string; readonly tier: BurnRateTier }
  | { readonly kind: "drift"; readonly drift: string; readonly test: "psi" | "ks"; readonly limit: number }
  | { readonly kind: "detector"; readonly detector: string; readonly method: DetectorName };

export interface BurnRateTier {
  readonly burn: number;
  readonly long: number;
  readonly short: number;
  readonly severity: Severity;
}

export interface Slo {
  readonly name: string;
  /** 0.999 for 99.9 %. */
  readonly objective: number;
  /** 0.001 for 99.9 %. */
  readonly budget: number;
  readonly window: number;
  readonly tiers: readonly BurnRateTier[];
  readonly minimumEvents: number;
  readonly team: Team;
  readonly description: string;
  /** The recorded series that hold the error ratio over a window, by its milliseconds. */
  readonly ratios: ReadonlyMap<number, string>;
  /** The recorded series of objective, and of the share of the error budget that is left. */
  readonly objectiveSeries: string;
  readonly budgetSeries: string;
  readonly origin: Origin;
}

export interface Drift {
  readonly name: string;
  readonly metric: Metric;
  readonly current: number;
  readonly reference: number;
  /** The recorded series that hold each statistic. */
  readonly statistics: readonly { readonly test: "psi" | "ks"; readonly series: string }[];
  readonly team: Team;
  readonly origin: Origin;
}

/** While `source` fires, `target` is held back for the same values of `equal`. Matchers are exact label values. */
export interface Inhibition {
  readonly source: Readonly<Record<string, string>>;
  readonly target: Readonly<Record<string, string>>;
  readonly equal: readonly string[];
  /** Why, in a sentence. */
  readonly reason: string;
  readonly origin: Origin;
}

export interface Detector {
  readonly name: string;
  readonly method: DetectorName;
  readonly watch: Expr;
  readonly unit: Unit;
  readonly labels: readonly string[];
  readonly direction: "above" | "below" | "both";
  readonly sensitivity: number;
  /** Parameters of the method, as its schema takes them. */
  readonly parameters: Readonly<Record<string, NonNullable<unknown>>>;
  readonly severity: Severity;
  readonly team: Team;
  readonly origin: Origin;
}

export interface Sidecar {
  /** What the names of its metrics begin with. */
  readonly prefix: string;
  readonly port: number;
  /** `host:port` at which Prometheus scrapes it. */
  readonly address: string;
  /** Kinds of detectors for files, beside the declared ones. */
  readonly batch: readonly DetectorName[];
}

export type PanelKind = "timeseries" | "stat" | "gauge" | "bar-gauge" | "table" | "heatmap" | "state-timeline";

export interface Panel {
  readonly title: string;
  readonly description: string;
  readonly kind: PanelKind;
  readonly expr: Expr;
  readonly unit: Unit;
  readonly labels: readonly string[];
  readonly range: Range;
  /** The alert whose threshold is drawn. */
  readonly alert?: Alert;
  readonly origin: Origin;
}

export type Dashboard =
  | (DashboardBase & { readonly type: "panels"; readonly panels: readonly Panel[] })
  | (DashboardBase & { readonly type: "system-overview" })
  | (DashboardBase & {
      readonly type: "api-performance";
      /** Selectors, limited to the tenant, without a range. */
      readonly requests: Expr;
      readonly errors: Expr;
      /** Of the histogram's buckets. */
      readonly latency: Expr;
      readonly latencyMetric: Metric;
      readonly by: string;
    });

interface DashboardBase {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Stable: from tenant, environment and name, at most 40 characters. */
  readonly uid: string;
  readonly origin: Origin;
}

export interface LogStream {
  readonly name: string;
  readonly description: string;
  /** ECS fields beyond the common ones. */
  readonly ecs: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
  readonly retention: number;
  readonly hot: number;
  readonly linesPerDay?: number;
  readonly origin: Origin;
}
