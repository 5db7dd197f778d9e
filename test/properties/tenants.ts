import fc from "fast-check";
import { textNode } from "../../src/dsl/text.ts";
import type { Data } from "./declared.ts";

/*
 * Declarations of tenants as plain data, in the form of a tenant.yaml: sound, though as odd as the schema lets them be.
 */

// Names of which one is the beginning of another, and such as every object has.
const NAMES = ["acme", "acme-eu", "acme-eu-west", "a", "a-c", "constructor", "logs", "prometheus", "t0"] as const;

/** The name of a tenant. */
export const tenantName: fc.Arbitrary<string> = fc.constantFrom(...NAMES);

const odd = fc.constantFrom(
  "a.b",
  "c|d",
  "(",
  "[x",
  "\\d",
  '"',
  "'",
  "{{ .Value }}",
  "${x}",
  "$",
  "ä",
  "日本語",
  "🎵",
  "a b",
  "*",
  "",
  "\t",
  "%",
  "acme",
  "globex",
);

/** A label's value: regular expressions, quotes, templates, letters of any script. */
export const labelValue: fc.Arbitrary<string> = fc
  .oneof(
    odd,
    fc.array(odd, { maxLength: 3 }).map((parts) => parts.join("")),
  )
  .filter((value) => value !== "");

/** A text of one line. */
export const lineText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      odd,
      fc.constantFrom("Requests fail", ": ", "# ", "- ", "{{", "}}", "%", "@", "!", "&", "---", "null", "5", "\\n"),
    ),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((parts) => parts.join(""))
  .map((text) => (text.trim() === "" ? "x" : text));

/** A text of one line or several. */
export const longText: fc.Arbitrary<string> = fc
  .array(lineText, { minLength: 1, maxLength: 3 })
  .map((lines) => lines.join("\n"));

/** The texts without what others would fill in, which is refused in what alerts say. */
export function withoutPlaceholders(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return text.filter((one) => !/\{\{[^}]*\}\}|\$\{\w+\}/.test(one));
}

/** What an alert says: any text, as a declaration writes it, with the alert's value in it or not. */
export function told(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(withoutPlaceholders(text), fc.boolean(), withoutPlaceholders(text))
    .map(([before, value, after]) =>
      [before, ...(value ? [after] : [])].map((one) => String(textNode(one).text)).join("${value}"),
    );
}

const labels = fc.record({
  service: fc.uniqueArray(labelValue, { minLength: 1, maxLength: 4 }),
  host: fc.record({ upTo: fc.integer({ min: 1, max: 50 }) }),
});

const severity = fc.constantFrom("page", "ticket", "info");
const duration = fc.constantFrom("1m", "5m", "10m", "1h30m");

const quoted = (value: string) => JSON.stringify(value);

// Alerts whose conditions can hold, over the metrics that every generated tenant has.
const condition = (values: readonly string[]): fc.Arbitrary<unknown> => {
  const value = fc.constantFrom(...values);
  const metric = (name: string, where?: Data) => ({
    op: "metric",
    metric: name,
    ...(where === undefined ? {} : { where }),
  });
  const rate = (name: string, where?: Data) => ({ op: "rate", of: metric(name, where), window: "5m" });
  const by = (of: object) => ({ op: "aggregate", how: "sum", of, by: ["service"] });
  return fc.oneof(
    value.map((one) => `sum by (service) (rate(requests_total{service=${quoted(one)}}[5m])) > 5`),
    value.map((one) => ({
      op: "above",
      left: {
        op: "arithmetic",
        how: "/",
        ratio: true,
        left: by(rate("requests_total", { service: one })),
        right: by(rate("requests_total")),
      },
      bound: "5%",
    })),
    fc.constant("memory_ratio > 0.9 and on (host) free_bytes < 1000"),
    fc.constant({ op: "absent", of: metric("requests_total") }),
    value.map((one) => ({
      op: "below",
      left: metric("free_bytes", { host: { not: [one, "else"] } }),
      bound: "5GiB",
    })),
    fc.constant(
      'histogram_quantile(0.9, sum by (le, service) (rate(latency_seconds_bucket{service=~".+"}[5m]))) > 0.3',
    ),
    value.map((one) => ({
      op: "above",
      left: {
        op: "percentile",
        of: metric("latency_seconds", { service: one }),
        percentile: 99,
        window: "10m",
        by: ["host"],
      },
      bound: "200ms",
    })),
    fc.constant("max_over_time(memory_ratio[1h:5m]) > 0.8 unless memory_ratio < 0.1"),
    fc.constant({
      op: "above",
      left: rate("requests_total"),
      bound: { op: "offset", of: rate("requests_total"), ago: "1w" },
    }),
    fc.constant('label_replace(free_bytes, "to", "$1", "host", "(.*)") < 7 or absent(memory_ratio)'),
  );
};

const declaration = (name: string): fc.Arbitrary<Data> =>
  labels.chain((own) => {
    const value = fc.constantFrom(...own.service);
    const notice = { owner: fc.constantFrom("music", "platform"), summary: told(lineText) };
    const optional = {
      requiredKeys: ["severity", "owner", "summary", "when"] as ("severity" | "owner" | "summary" | "when")[],
    };
    const alert = fc.record(
      {
        ...notice,
        severity,
        when: condition(own.service),
        for: duration,
        keepFiringFor: duration,
        description: told(longText),
        runbook: fc.oneof(
          withoutPlaceholders(longText),
          withoutPlaceholders(longText).map((text) => text.split("\n")),
        ),
        labels: fc.record({ area: lineText, constructor: lineText }),
      },
      optional,
    );
    const slo = value.chain((one) =>
      fc.record(
        {
          owner: notice.owner,
          objective: fc.constantFrom("99%", "99.9%", "95%"),
          errors: fc.constant(`requests_total{service=${quoted(one)}}`),
          total: fc.constant("requests_total"),
          minimumEvents: fc.integer({ min: 0, max: 99 }),
          description: told(longText),
        },
        { requiredKeys: ["owner", "objective", "errors", "total"] },
      ),
    );
    const drift = fc.record({
      owner: notice.owner,
      of: fc.constantFrom("latency_seconds", 'latency_seconds{host!=""}'),
      current: fc.constant("1d"),
      reference: fc.constantFrom("7d", "14d"),
      tests: fc.constantFrom([{ test: "ks", ticket: 0.1 }], [{ test: "psi", page: 0.2, info: 0.1 }]),
    });
    const detector = fc.record({
      ...notice,
      severity,
      detector: fc.constantFrom("iqr", "grubbs"),
      watch: fc.constant("memory_ratio"),
    });
    const security = fc.record({
      ...notice,
      severity,
      events: fc.constant("requests_total"),
      by: fc.constantFrom(["service"], ["service", "host"]),
    });
    const recording = fc.record({
      expr: fc.constantFrom("sum by (service) (rate(requests_total[5m]))", "avg(memory_ratio)"),
    });
    const panel = fc.record({
      title: lineText,
      show: fc.constantFrom("memory_ratio", "sum(rate(requests_total[5m]))"),
    });
    const alertNames = fc.constantFrom("RequestsFail", "A", "A1", "Constructor", "ALERTS", "Acme");
    const names = fc.constantFrom("one", "one-two", "o", "constructor");
    const some = <T>(key: fc.Arbitrary<string>, one: fc.Arbitrary<T>, most: number) =>
      fc.dictionary(key, one, { maxKeys: most });
    const destination = fc.oneof(
      fc.constantFrom("oncall", "room", "hook"),
      fc.record({
        to: fc.constant("oncall"),
        during: fc.constant("office"),
        otherwise: fc.constantFrom("room", "hook"),
      }),
    );
    const team = fc.record(
      { page: destination, ticket: destination, info: destination },
      { requiredKeys: ["page", "ticket"] },
    );
    return fc.record({
      tenant: fc.constant(name),
      title: lineText,
      metrics: fc.constant({
        requests_total: { type: "counter", help: "Requests.", unit: "requests", labels: own },
        latency_seconds: { type: "histogram", help: "Latency.", unit: "seconds", labels: own, buckets: [0.1, 0.5, 1] },
        memory_ratio: { type: "gauge", help: "Memory.", unit: "ratio", labels: own },
        free_bytes: { type: "gauge", help: "Free.", unit: "bytes", labels: own },
      }),
      scrapes: fc.constant({ api: { targets: ["api:9100"], metrics: ["requests_total", "latency_seconds"] } }),
      channels: fc.constant({
        oncall: { type: "pagerduty", routingKey: { secret: "pagerduty/x" } },
        room: { type: "slack", webhook: { secret: "slack/x" }, room: "#x" },
        hook: { type: "webhook", url: { secret: "hook/x" } },
      }),
      schedules: fc.constant({
        office: { weekdays: ["monday:friday"], times: ["09:00-17:00"], zone: "Europe/Berlin" },
      }),
      teams: fc.record({ music: team, platform: team }),
      alerts: some(alertNames, alert, 4).map((all) => ({
        Always: { heartbeat: true, severity: "info", owner: "music" },
        ...all,
        ...("A" in all && "A1" in all ? { A: { ...all.A, causedBy: ["A1"] } } : {}),
      })),
      slos: some(names, slo, 2),
      drift: some(names, drift, 1),
      security: some(fc.constant("Guessing"), security, 1),
      detectors: some(fc.constant("Odd"), detector, 1),
      recordings: some(
        fc.constantFrom("service:requests:rate5m", "a:memory:avg", "service:requests:rate"),
        recording,
        3,
      ),
      dashboards: some(
        names,
        fc.record({
          type: fc.constant("panels"),
          title: lineText,
          panels: fc.array(panel, { minLength: 1, maxLength: 2 }),
        }),
        2,
      ).map((own2) => ({ overview: { type: "system-overview" }, ...own2 })),
      logs: some(names, fc.record({ retention: fc.constantFrom("7d", "30d"), description: longText }), 2),
      environments: fc.constant({ staging: { mostUrgent: "ticket" } }),
    });
  });

/** A sound declaration of a tenant of any name. */
export const tenant: fc.Arbitrary<Data> = tenantName.chain(declaration);

/** Some tenants of different names. */
export const tenants: fc.Arbitrary<readonly Data[]> = fc
  .uniqueArray(tenantName, { minLength: 2, maxLength: 3 })
  .chain((names) => fc.tuple(...names.map(declaration)));
