import * as units from "@grafana/grafana-foundation-sdk/units";
import { describe, expect, test } from "vitest";
import { metricOf } from "../../../test/fixtures/dashboards.ts";
import { alertOf, program, promql } from "../../../test/fixtures/program.ts";
import { parseText } from "../../program/text.ts";
import { sortedJson } from "../json.ts";
import { alertSentence, generalText } from "./alert-text.ts";
import { aggregate, call, over, ownedBy, RATE_INTERVAL, rate, select } from "./expression.ts";
import { metricsBehind, ownLabels } from "./metric.ts";
import { PanelIds } from "./panel-id.ts";
import { provisioningYaml } from "./provisioning/yaml.ts";
import { queryText } from "./query-text.ts";
import { scrapeIntervalOf } from "./scrape-interval.ts";
import { refreshOf, spanOf } from "./time.ts";
import { displayOf } from "./unit.ts";
import { legendOf } from "./view.ts";

describe("a query's text", () => {
  test("leaves a range to Grafana where asked to", () => {
    expect(queryText(aggregate("sum", ["a"], rate(select("x"), RATE_INTERVAL)))).toBe(
      "sum by (a) (rate(x[$__rate_interval]))",
    );
  });

  test("keeps every other range, and texts that look like one", () => {
    const odd = select("y", { path: "[1ms]" });
    const expr = call("f", over(odd, 1), rate(select("x"), RATE_INTERVAL), over(select("z"), 60_000));
    expect(queryText(expr)).toBe('f(y{path="[1ms]"}[1ms], rate(x[$__rate_interval]), z[1m])');
  });
});

describe("an expression built here", () => {
  test("is limited to the tenant", () => {
    expect(queryText(ownedBy(program.tenant, aggregate("max", [], select("up"))))).toBe('max(up{tenant="acme"})');
  });

  test("about another tenant is refused", () => {
    expect(() => ownedBy(program.tenant, select("up", { tenant: "globex" }))).toThrow("another tenant than acme");
  });
});

describe("a unit", () => {
  test.each([
    ["seconds", "s", ""],
    ["ratio", "percentunit", ""],
    ["bytes", "bytes", ""],
    ["bytes/s", "binBps", ""],
    ["requests/s", "reqps", ""],
    ["operations/s", "ops", ""],
    ["EUR", "currencyEUR", ""],
    ["seconds/s", "percentunit", ""],
    ["", "short", ""],
    ["listeners", "short", "listeners"],
    ["plays/s", "short", "plays/s"],
  ])("%s is Grafana's %s", (unit, expected, axisLabel) => {
    expect(displayOf(unit)).toEqual({ unit: expected, axisLabel });
  });

  test("is always one that Grafana knows", () => {
    const known = new Set<unknown>(Object.values(units));
    const ours =
      "seconds ratio bytes celsius volts amperes joules watts grams meters hertz bytes/s requests/s operations/s events/s reads/s writes/s messages/s rows/s records/s /s BGN BRL BTC CHF CZK DKK EUR GBP IDR ILS INR ISK JPY KRW MYR NOK PHP PLN PYG RUB SEK TRY UAH USD UYU VND XPF ZAR widgets";
    expect(ours.split(" ").filter((unit) => !known.has(displayOf(unit).unit))).toEqual([]);
  });
});

describe("a panel's number", () => {
  test("depends on section and title, not on what stands beside it", () => {
    const [first, second] = [new PanelIds(), new PanelIds()];
    first.take("Now", "Other");
    expect(first.take("Now", "Errors")).toBe(second.take("Now", "Errors"));
  });

  test("is never given twice", () => {
    const ids = new PanelIds();
    const taken = Array.from({ length: 2000 }, (_, index) => ids.take("Now", `panel ${index % 1000}`));
    expect(new Set(taken).size).toBe(2000);
    expect(taken.every((id) => Number.isInteger(id) && id > 0 && id < 1_000_000)).toBe(true);
  });
});

describe("the metrics behind an expression", () => {
  const metrics = [metricOf("a", {}), metricOf("b", { type: "histogram", job: "slow" })];
  const rule = {
    record: "r:b",
    expr: promql("sum(rate(b_bucket[5m])) + r:b"),
    labels: {},
    group: "",
    origin: { path: [], name: "" },
  };
  const scraped = {
    ...program,
    metrics,
    recordings: [rule],
    scrapes: program.scrapes.map((one) => ({ ...one, name: "slow", interval: 300_000 })),
  };
  const names = (text: string) => metricsBehind(scraped, promql(text)).map(({ name }) => name);

  test("are found by name, by a histogram's series, and behind recordings", () => {
    expect(names("a + c")).toEqual(["a"]);
    expect(names("b_count")).toEqual(["b"]);
    expect(names("r:b")).toEqual(["b"]);
    expect(names('{__name__=~"a"}')).toEqual([]);
  });

  test("say how often samples come: as often as the rarest", () => {
    expect(scrapeIntervalOf(scraped, promql("a"))).toBe(15_000);
    expect(scrapeIntervalOf(scraped, promql("a + r:b"))).toBe(300_000);
    expect(scrapeIntervalOf(scraped, promql("c"))).toBe(15_000);
  });

  test("are told apart by labels of their own, where they have any", () => {
    const named = (...names: readonly string[]) =>
      metricOf("a", { labels: names.map((name) => ({ name, cardinality: 2 })) });
    const shown = (...names: readonly string[]) => ownLabels(named(...names)).map(({ name }) => name);
    expect([shown("host", "instance", "job"), shown("instance", "job"), shown()]).toEqual([["host"], ["instance"], []]);
  });
});

describe("an alert in words", () => {
  test("says its bound, its patience, its name and whom it tells", () => {
    expect(alertSentence(alertOf({ name: "High", expr: "x > 0.01" }))).toBe("Above 1% for 10m High pages music.");
    expect(alertSentence(alertOf({ name: "Low", expr: "x < 0.01 or x > 0.5", for: 0, severity: "ticket" }))).toBe(
      "Below 1% or above 50% Low opens a ticket for music.",
    );
    expect(alertSentence(alertOf({ name: "Gone", expr: "absent(x)", for: 0, severity: "info" }))).toBe(
      "When its condition holds Gone informs music.",
    );
  });

  test("of no particular series names its labels", () => {
    expect(generalText(parseText("${service} fails ${value} of its requests"))).toBe(
      "<service> fails <value> of its requests",
    );
  });
});

test("a legend names the labels, or the only series", () => {
  expect(legendOf(["a", "b"], "x")).toBe("{{a}} · {{b}}");
  expect(legendOf([], "x")).toBe("x");
});

test.each([
  [15_000, "30s", "now-6h"],
  [60_000, "5m", "now-1d"],
  [300_000, "15m", "now-1w"],
  [7_200_000, "2h", "now-30d"],
])("samples every %d ms are asked for every %s from %s", (interval, refresh, span) => {
  expect([refreshOf(interval), spanOf(interval)]).toEqual([refresh, span]);
});

test("JSON is sorted, indented and ends its last line", () => {
  expect(sortedJson({ b: [{ d: 1, c: null }], a: undefined })).toBe(
    '{\n  "b": [\n    {\n      "c": null,\n      "d": 1\n    }\n  ]\n}\n',
  );
});

test("a provisioning file is sorted and holds no variable of Grafana's", () => {
  expect(provisioningYaml({ b: ["$HOME"], a: true, c: null })).toBe("a: true\nb:\n  - $$HOME\nc: null\n");
});
