// every method of the builder
import {
  alert,
  type Condition,
  counter,
  gauge,
  heartbeat,
  not,
  promql,
  promqlCondition,
  recording,
  tenant,
  up,
  upTo,
} from "monitorgen";
import {
  byService,
  errorRatio,
  errors,
  free,
  latency,
  memory,
  metrics,
  music,
  p95,
  requests,
  revenue,
} from "../base.ts";

const received = counter("received_bytes_total", { help: "Bytes.", unit: "bytes", labels: { host: upTo(5) } });
const load = gauge("load_ratio", { help: "Load of all cores.", unit: "ratio", range: { from: "0%", to: "6400%" } });
const recorded = recording("service:http_requests:rate5m", byService);
const told = { severity: "ticket", owner: music, summary: "…" } as const;
let count = 0;
const check = <L extends string>(when: Condition<L>) => alert(`Condition${count++}`, { ...told, when });
const conditions = [
  check(
    requests
      .where({ service: ["player", "search"], status: not(/2../), route: /\/api\/.*/ })
      .rate("5m")
      .sum()
      .above("20/min"),
  ),
  check(
    requests
      .where({ service: not(["billing"]), job: "api" })
      .increase("1h")
      .by("service")
      .below(10),
  ),
  check(recorded.above(recorded.offset("1w").times(3))),
  check(errorRatio.minus(errorRatio.offset("1d")).below("-2.5%")),
  check(errorRatio.plus(errorRatio).above("150%")),
  check(latency.within("200ms", "5m", "service").below("99%")),
  check(latency.mean("5m", "service").above("300ms")),
  check(latency.percentile(99.9, "5m").atLeast("1s")),
  check(latency.rate("5m").sum().equals("0/s")),
  check(p95.per(byService).above(1)),
  check(memory.averageOver("10m").above("90%")),
  check(memory.maximumBy("host").minus(memory.minimumBy("host")).above("50%")),
  check(memory.changeOver("1h").below("-50%")),
  check(free.predicted("4h", "6h").below("0B")),
  check(free.minimumOver("1h").below("1.5GiB")),
  check(received.rate("5m").sum().above("100MB/s")),
  check(revenue.below("1000 EUR").unless(revenue.below(10))),
  check(load.above("1600%")),
  check(up.averageBy("job").below("50%")),
  check(up.countBy("job").below(2)),
  check(up.differsFrom("100%")),
  check(requests.absent().or(memory.absent())),
  check(errorRatio.above("1%").and(byService.above("1/s")).unless(requests.absent())),
  check(promql<"host", "seconds">("max by (host) (time() - timestamp(memory_used_ratio))").above("2m")),
  check(promqlCondition<"host">("memory_used_ratio > 0.9 and on (host) disk_free_bytes < 1e9")),
];

export default tenant("acme", {
  metrics: [...metrics, received, load],
  recordings: [recorded],
  teams: [music],
  alerts: [
    heartbeat("Alive", { severity: "info", owner: music }),
    ...conditions,
    alert("Told", {
      ...told,
      when: errors.rate("5m").by("service", "route").above("1/s"),
      summary: ({ service, route, value }) => `${service} ${route}: ${value}`,
      description: "costs $5 and ${nothing}",
      runbook: ["Look.", "Act."],
    }),
  ],
});
