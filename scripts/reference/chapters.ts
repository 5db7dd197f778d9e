/** A chapter of the reference of the DSL: what it is about, the exports that it shows, and an example from acme each. */
export interface Chapter {
  readonly title: string;
  readonly text: string;
  readonly exports: readonly Shown[];
}

/** An export, and a constant of a tenant's file that uses it. */
export interface Shown {
  readonly name: string;
  readonly example?: { readonly file: string; readonly constant: string };
}

function shown(name: string, file?: string, constant = name): Shown {
  return file === undefined ? { name } : { name, example: { file: `tenants/${file}`, constant } };
}

/** Every export of the DSL stands in one chapter. */
export const chapters: readonly Chapter[] = [
  {
    title: "Metrics",
    text:
      "A metric says what it counts, in which unit, and which labels it has. All that follows is checked against it: " +
      "labels and their values, units of bounds, what a counter may be asked and what a gauge. " +
      "Every metric also has the labels `instance` and `job`, which Prometheus adds.",
    exports: [
      shown("counter", "acme/metrics/api.ts", "requests"),
      shown("gauge", "acme/metrics/api.ts", "inFlight"),
      shown("histogram", "acme/metrics/api.ts", "latency"),
      shown("up", "acme/alerts/targets.ts", "targetDown"),
      shown("upTo", "acme/metrics/api.ts", "requests"),
      shown("not", "acme/alerts/database.ts", "replicaDown"),
    ],
  },
  {
    title: "Alerts",
    text: "An alert holds a condition and says who is told. The texts may put labels and the value in, nothing else.",
    exports: [
      shown("alert", "acme/alerts/api.ts", "errorRatioHigh"),
      shown("heartbeat", "acme/alerts/targets.ts", "alertingWorks"),
      shown("override", "acme/environments.ts", "staging"),
      shown("environment", "acme/environments.ts", "development"),
    ],
  },
  {
    title: "Objectives",
    text:
      "An SLO becomes recording rules and one alert for each burn-rate tier, named after it: " +
      "`player-availability` gives `PlayerAvailabilityBurn1h` and so on. The tiers are those of the SRE workbook " +
      "unless you give others.",
    exports: [shown("slo", "acme/slos.ts", "playerAvailability"), shown("latencySlo", "acme/slos.ts", "playerLatency")],
  },
  {
    title: "What thresholds don't find",
    text:
      "Drift compares distributions, in PromQL. Security rules count events for each account or address, in PromQL. " +
      "Detectors are statistics that PromQL can't express; they run in the tenant's sidecar.",
    exports: [
      shown("drift", "acme/drift.ts", "tempoDrift"),
      shown("psi", "acme/drift.ts", "scoreDrift"),
      shown("ks", "acme/drift.ts", "tempoDrift"),
      shown("security", "acme/security.ts", "accountUnderAttack"),
      shown("detector", "acme/detectors.ts", "playsUnusual"),
    ],
  },
  {
    title: "People",
    text: "A team owns alerts and says for each severity where it hears of them.",
    exports: [
      shown("team", "acme/teams.ts", "music"),
      shown("channel", "acme/channels.ts", "room"),
      shown("schedule", "acme/teams.ts", "officeHours"),
      shown("secret", "acme/channels.ts", "oncall"),
    ],
  },
  {
    title: "Dashboards and logs",
    text: "Two dashboards are built from what is declared; the others are lists of panels.",
    exports: [
      shown("systemOverview", "acme/dashboards.ts", "overview"),
      shown("apiPerformance", "acme/dashboards.ts", "api"),
      shown("dashboard", "acme/dashboards.ts", "business"),
      shown("panel", "acme/dashboards.ts", "business"),
      shown("logs", "acme/logs.ts", "access"),
    ],
  },
  {
    title: "The tenant and the organisation",
    text: "`tenants/<name>/tenant.ts` exports a tenant, `tenants/organisation.ts` what all tenants share.",
    exports: [
      shown("tenant", "initech/tenant.ts", "default"),
      shown("scrape", "acme/scrapes.ts", "ledger"),
      shown("recording", "acme/indicators.ts", "errorRate"),
      shown("organisation", "organisation.ts", "default"),
      shown("policy", "organisation.ts", "metricsKnowNobody"),
    ],
  },
];

/** Classes and functions of expressions, which are shown in tables with the PromQL that they become. */
export const EXPRESSIONS = ["Counter", "Gauge", "Histogram", "Vector", "Samples", "Condition"] as const;

/** Functions that are shown with the expressions. */
export const BY_HAND = ["promql", "promqlCondition"] as const;
