import { expect, test } from "vitest";
import { findings, foundIn } from "./checked.ts";
import { metricDeclared } from "./metric-declared.ts";

test.each([
  ["http_request_total > 1", "MG2001 ‹http_request_total›"],
  ['sum(rate(other_total{service="a"}[5m])) > 1', 'MG2001 ‹other_total{service="a"}[5m]›'],
])("%s reads what nobody declares", (when, found) => expect(foundIn(metricDeclared, when)).toEqual([found]));

test.each([
  "up == 0",
  "scrape_duration_seconds > 1",
  "http_request_duration_seconds_count > 1",
  'ALERTS{alertname="A"} == 1',
  "slo:a:objective_ratio > 0.5",
])("%s is known", (when) => expect(foundIn(metricDeclared, when)).toEqual([]));

test("the series that was meant is guessed, though it is none that an author declares", () => {
  const recordings = { "a:b:c": { expr: "sum(http_request_duration_seconds_cont)" } };
  const [found] = findings(metricDeclared, { recordings });
  expect(found?.suggestion).toBe("did you mean 'http_request_duration_seconds_count'?");
});

test("events of a histogram are asked for by its own name", () => {
  const of = "http_request_duration_seconds";
  const slos = { speed: { objective: "99%", of, within: "200ms", owner: "music" } };
  expect(findings(metricDeclared, { slos })).toEqual([]);
});

test("of a declared objective there are its recordings and no others", () => {
  const total = "http_requests_total";
  const slos = { player: { objective: "99%", errors: `${total}{status=~"5.."}`, total, owner: "music" } };
  const reads = (expr: string) => findings(metricDeclared, { slos, recordings: { "a:b:c": { expr } } });
  const [found] = reads("slo:player_errors:ratio_rate7m");
  expect(found?.suggestion).toBe("did you mean 'slo:player_errors:ratio_rate5m'?");
  expect(reads("slo:player_errors:ratio_rate1h + slo:player:objective_ratio")).toEqual([]);
});
