import { expect, test } from "vitest";
import { alertOn, findings, foundIn } from "./checked.ts";
import { contradictions } from "./contradictions.ts";

const of = (matchers: string) => `sum(rate(http_requests_total{${matchers}}[5m])) > 1`;

test.each([
  ['service="player",service="search"', 'service="search"'],
  ['service=~"play.*",service!="player"', 'service!="player"'],
  ['status="500",status!="500"', 'status!="500"'],
  ['status="500",status=~"4.."', 'status=~"4.."'],
  ['service!~".*"', 'service!~".*"'],
  ['status!~".*"', 'status!~".*"'],
])("{%s} selects nothing", (matchers, last) => {
  expect(foundIn(contradictions, of(matchers))).toEqual([`MG2133 ‹${last}›`]);
});

test.each([
  'service="player",status="500"',
  'service=~"play.*|search",service!="player"',
  'status=~"5..",status!~"503|504"',
  'service="playr"',
  'service!~".+"',
  'service=""',
])("{%s} selects something, or is another check's", (matchers) =>
  expect(foundIn(contradictions, of(matchers))).toEqual([]),
);

test("the builder names each label once for each call, the last of which counts", () => {
  const metric = { op: "metric", metric: "http_requests_total", where: { service: "player" } };
  const left = { op: "rate", of: { ...metric, of: { ...metric, where: { service: "search" } } }, window: "5m" };
  expect(findings(contradictions, alertOn({ op: "above", left, bound: "1/s" }))).toEqual([]);
});
