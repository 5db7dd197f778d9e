import { expect, test } from "vitest";
import type { Variable } from "./dashboards.ts";
import { choices, interpolate, labelValuesOf } from "./interpolate.ts";

const asked = { dashboard: "d", place: "p", expr: "", instant: false };
const filling = { range: 12 * 3_600_000, scrapeInterval: 30_000, variables: new Map([["service", "(a|b)"]]) };

test("a rate's interval is at least four scrapes, of the panel's own interval where it has one", () => {
  const expr = 'rate(x{service=~"$service"}[$__rate_interval])';
  expect(interpolate({ ...asked, expr }, filling)).toEqual({ expr: 'rate(x{service=~"(a|b)"}[2m])', step: 30_000 });
  expect(interpolate({ ...asked, expr, interval: "1m" }, filling)).toEqual({
    expr: 'rate(x{service=~"(a|b)"}[4m])',
    step: 60_000,
  });
});

test("ranges and braces are filled in, what is no variable stays", () => {
  const expr = 'f(x{a=~"^b$"}[$__range]) + ${service} + ${service:regex} + $nobody';
  expect(interpolate({ ...asked, expr }, filling).expr).toBe('f(x{a=~"^b$"}[43200s]) + (a|b) + (a|b) + $nobody');
});

test("a variable becomes each value, several, and all of them", () => {
  const variable: Variable = {
    name: "service",
    type: "query",
    query: { query: 'label_values(x{tenant="acme"}, service)' },
    includeAll: true,
    multi: true,
    allValue: ".*",
  };
  expect(choices(variable, ["a", "b.c"])).toEqual(["a", "b\\\\.c", "(a|b\\\\.c)", ".*"]);
  expect(labelValuesOf(variable)).toEqual({ selector: 'x{tenant="acme"}', label: "service" });
});
