import { describe, expect, test } from "vitest";
import { evaluate } from "../evaluate/evaluate.ts";
import { type SeriesInput, Storage } from "../evaluate/storage.ts";
import { parse } from "../syntax/parse.ts";
import { print } from "../syntax/print.ts";
import { enforce } from "./enforce.ts";

const PIN = { label: "tenant", value: "acme" };

const SERIES: readonly (readonly [labels: Readonly<Record<string, string>>, slope: number])[] = [
  [{ __name__: "requests_total", service: "a", status: "200" }, 3],
  [{ __name__: "requests_total", service: "a", status: "500" }, 1],
  [{ __name__: "requests_total", service: "b", status: "200" }, 2],
  [{ __name__: "limit", service: "a" }, 0.5],
  [{ __name__: "service:requests:rate5m", service: "a" }, 0.1],
  [{ __name__: "service:requests:rate5m", service: "b" }, 0.2],
  [{ __name__: "all:requests:rate5m" }, 0.3],
];

function storage(tenant: Readonly<Record<string, string>>): Storage {
  const timestamps = Float64Array.from({ length: 41 }, (_, i) => i * 30_000);
  return new Storage(
    SERIES.map(([labels, slope]): SeriesInput => {
      return {
        labels: Object.entries({ ...labels, ...tenant }),
        timestamps,
        values: timestamps.map((t) => 1 + (slope * t) / 1000),
      };
    }),
  );
}

function results(text: string, tenant: Readonly<Record<string, string>>, isEnforced: boolean): readonly string[] {
  const { expr } = parse(text);
  if (expr === undefined) throw new Error(text);
  const enforced = enforce(expr, PIN);
  if (!("expr" in enforced)) throw new Error(text);
  const outcome = evaluate(isEnforced ? enforced.expr : expr, storage(tenant), 1_200_000);
  if (outcome.kind !== "vector") throw new Error(`${text}: ${JSON.stringify(outcome)}`);
  return outcome.labels
    .map((labels, i) => {
      const others = [...labels.entries()].filter(([name]) => name !== PIN.label);
      return `${JSON.stringify(others.sort())} ${outcome.values[i]?.toPrecision(9)}`;
    })
    .sort();
}

describe("limited to a tenant, an expression gives what it gave before", () => {
  test.each([
    "sum by (service) (rate(requests_total[5m])) / service:requests:rate5m",
    "service:requests:rate5m / sum by (service) (rate(requests_total[5m]))",
    "service:requests:rate5m > 100 and sum by (service) (rate(requests_total[5m])) > 0",
    "service:requests:rate5m unless sum by (service) (requests_total) > 1e9",
    "sum(rate(requests_total[5m])) or all:requests:rate5m",
    "sum(rate(requests_total[5m])) / on () all:requests:rate5m",
    "requests_total / ignoring (status) group_left () sum by (service) (requests_total)",
    "requests_total / on (service) group_left () limit",
    "limit / limit",
    "sum(requests_total) / sum(requests_total)",
    "sum by (service) (requests_total) / ignoring () limit",
    "service:requests:rate5m * 2",
    "sum by (service) (requests_total) - (limit + limit)",
    "absent(nothing) or all:requests:rate5m",
  ])("%s", (text) => {
    const before = results(text, {}, false);
    expect(before).not.toEqual([]);
    expect(results(text, { tenant: "acme" }, true)).toEqual(before);
  });

  test("and nothing at all of another tenant's series", () => {
    expect(results("sum by (service) (requests_total) / ignoring () limit", { tenant: "globex" }, true)).toEqual([]);
  });
});

test("only where one side has lost the label is anything ignored", () => {
  const printed = (text: string) => {
    const { expr } = parse(text);
    const result = expr === undefined ? undefined : enforce(expr, PIN);
    return result !== undefined && "expr" in result ? print(result.expr) : "";
  };
  expect(printed("limit / limit")).toBe('limit{tenant="acme"} / limit{tenant="acme"}');
  expect(printed("sum by (service) (limit) / limit")).toBe(
    'sum by (service) (limit{tenant="acme"}) / ignoring (tenant) limit{tenant="acme"}',
  );
});
