import { expect, test } from "vitest";
import { alertOn, findings, foundIn, metricNode } from "./checked.ts";
import { labelDeclared } from "./label-declared.ts";

const requests = (matcher: string) => `sum(rate(http_requests_total{${matcher}}[5m])) > 1`;

test.each([
  [requests('servce="player"'), 'MG2002 ‹servce="player"›'],
  [requests('service="playr"'), 'MG2003 ‹service="playr"›'],
  [requests('service!="playr"'), 'MG2003 ‹service!="playr"›'],
  [requests('service=~"player|playr"'), 'MG2003 ‹service=~"player|playr"›'],
  [requests('service=~"play"'), 'MG2108 ‹service=~"play"›'],
  [requests('service=~"(playr|serch)"'), 'MG2108 ‹service=~"(playr|serch)"›'],
  [requests('service=~"player|s.x"'), 'MG2108 ‹service=~"player|s.x"›'],
  ["sum by (region) (rate(http_requests_total[5m])) > 1", "MG2002 ‹region›"],
  ["sum without (region) (rate(http_requests_total[5m])) > 1", "MG2002 ‹region›"],
  ["sum by (host) (sum by (service) (rate(http_requests_total[5m]))) > 1", "MG2002 ‹host›"],
])("%s names what isn't there", (when, found) => expect(foundIn(labelDeclared, when)).toEqual([found]));

test.each([
  requests('service="player", status="500"'),
  requests('service=""'),
  requests('service=~"player|"'),
  requests('service=~".+"'),
  requests('status=~"5..|429"'),
  requests('job="api", instance=~"a.*"'),
  'sum by (site) (label_replace(up, "site", "$1", "job", "(.*)")) > 1',
])("%s names what is there", (when) => expect(foundIn(labelDeclared, when)).toEqual([]));

test("each of the builder's values has its own place", () => {
  const rate = (where: object) => ({ op: "rate", of: metricNode("http_requests_total", where), window: "5m" });
  const places = (where: object) =>
    findings(labelDeclared, alertOn({ op: "above", left: rate(where), bound: "1/s" })).map(({ place }) => place);
  const where = ["alerts", "Wrong", "when", "left", "of", "where"];
  expect(places({ service: ["player", "playr"] })).toEqual([{ path: [...where, "service", 1] }]);
  expect(places({ servce: "player" })).toEqual([{ path: [...where, "servce"], part: "key" }]);
});

test("a label of the builder's grouping has its own place", () => {
  const of = { op: "rate", of: metricNode("http_requests_total"), window: "5m" };
  const left = { op: "aggregate", how: "sum", of, by: ["service", "region"] };
  const [found] = findings(labelDeclared, alertOn({ op: "above", left, bound: "1/s" }));
  expect(found?.place).toEqual({ path: ["alerts", "Wrong", "when", "left", "by", 1] });
  expect(found?.suggestion).toBe("declare 'region' among the labels of http_requests_total");
});
