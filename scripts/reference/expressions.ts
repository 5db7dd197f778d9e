import { counter, gauge, histogram, not, promql, promqlCondition, up, upTo } from "../../src/dsl/index.ts";

/*
 * What the methods of expressions are shown by in docs/dsl.md. The right side is printed there with the PromQL that it
 * becomes, so an example can't be out of date.
 */

/** The metrics that the examples read. */
const requests = counter("http_requests_total", {
  help: "Requests that a service has answered.",
  unit: "requests",
  labels: { service: ["player", "search"], status: upTo(20) },
});

const latency = histogram("http_request_duration_seconds", {
  help: "How long a service took to answer.",
  unit: "seconds",
  labels: { service: requests.labels.service },
  buckets: [0.1, 0.2, 0.5, 1],
});

const memory = gauge("memory_used_bytes", {
  help: "Memory that is in use.",
  unit: "bytes",
  labels: { host: upTo(10) },
});

const limit = gauge("memory_limit_bytes", { help: "Memory that there is.", unit: "bytes", labels: { host: upTo(10) } });
const rate = requests.rate("5m").by("service");
const errors = requests.where({ status: /5../ }).rate("5m").by("service");
const used = memory.by("host");

/** By the class and the method that an expression is an example of; `promql` and the like by their own names. */
export const expressions = {
  "Counter.where": requests.where({ status: /5../, service: not("search") }).rate("5m"),
  "Counter.rate": requests.rate("5m"),
  "Counter.increase": requests.increase("1h"),
  "Counter.absent": requests.absent(),
  "Gauge.where": memory.where({ host: ["a", "b"] }),
  "Gauge.absent": memory.where({ host: "a" }).absent(),
  "Histogram.where": latency.where({ service: "player" }).mean("5m"),
  "Histogram.absent": latency.absent(),
  "Histogram.percentile": latency.percentile(95, "5m", "service"),
  "Histogram.mean": latency.mean("5m", "service"),
  "Histogram.within": latency.within("200ms", "5m", "service"),
  "Histogram.rate": latency.rate("5m"),
  "Histogram.increase": latency.increase("1h"),
  "Vector.by": requests.rate("5m").by("service"),
  "Vector.sum": requests.rate("5m").sum(),
  "Vector.averageBy": memory.averageBy("host"),
  "Vector.maximumBy": memory.maximumBy("host"),
  "Vector.minimumBy": memory.minimumBy("host"),
  "Vector.countBy": memory.countBy("host"),
  "Vector.dividedBy": errors.dividedBy(rate),
  "Vector.per": used.per(memory.countBy("host")),
  "Vector.plus": rate.plus(errors),
  "Vector.minus": rate.minus(errors),
  "Vector.offset": rate.offset("1w"),
  "Vector.times": rate.times(2),
  "Vector.above": errors.dividedBy(rate).above("1%"),
  "Vector.atLeast": rate.atLeast("5/s"),
  "Vector.below": rate.below(rate.offset("1w")),
  "Vector.atMost": used.atMost("512MiB"),
  "Vector.equals": requests.increase("1h").sum().equals(0),
  "Vector.differsFrom": up.differsFrom("100%"),
  "Samples.averageOver": memory.averageOver("10m"),
  "Samples.maximumOver": memory.maximumOver("10m"),
  "Samples.minimumOver": memory.minimumOver("10m"),
  "Samples.changeOver": memory.changeOver("1h"),
  "Samples.predicted": memory.predicted("4h", "6h"),
  "Condition.and": rate.above("1/s").and(errors.above("0.1/s")),
  "Condition.or": requests.absent().or(rate.sum().below("1/s")),
  "Condition.unless": rate.below("1/s").unless(errors.above("0.1/s")),
  promql: promql<"service", "requests/s">("sum by (service) (irate(http_requests_total[5m]))"),
  promqlCondition: promqlCondition<"host">("changes(memory_limit_bytes[1h]) > 0"),
} as const;

/** The metrics, for whoever turns the expressions into PromQL. */
export const metrics = [requests, latency, memory, limit];
