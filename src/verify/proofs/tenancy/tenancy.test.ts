import { dump } from "js-yaml";
import { describe, expect, test } from "vitest";
import { escapes } from "./index.ts";
import { queriesOf } from "./queries.ts";

const pin = { label: "tenant", value: "acme" };

const found = (kind: string, data: unknown, path = "file.json") =>
  escapes([{ path, kind, content: path.endsWith(".json") ? JSON.stringify(data) : dump(data), origins: [] }], pin).map(
    ({ what, text }) => `${what}: ${text}`,
  );

describe("queries that reach beyond the tenant:", () => {
  const dashboard = (expr: string) => found("grafana-dashboard", { panels: [{ targets: [{ expr }] }] });

  test.each<[string, string[]]>([
    ['sum(up{tenant="acme"})', []],
    ['rate(x{tenant="acme"}[$__rate_interval])', []],
    ['x{tenant="acme", host=~"$host"}', []],
    ["sum(up)", ["panels/0/targets/0/expr: up"]],
    ['up{tenant="acme"} / x', ["panels/0/targets/0/expr: x"]],
    ['up{tenant="acme-eu"}', ['panels/0/targets/0/expr: up{tenant="acme-eu"}']],
    ['up{tenant=~"acme"}', ['panels/0/targets/0/expr: up{tenant=~"acme"}']],
    ['up{tenant="acme", tenant=~".+"}', ['panels/0/targets/0/expr: up{tenant="acme", tenant=~".+"}']],
    ['up{Tenant="acme"}', ['panels/0/targets/0/expr: up{Tenant="acme"}']],
    ["nonsense(", ["panels/0/targets/0/expr: nonsense("]],
    ["", []],
  ])("%s", (expr, expected) => expect(dashboard(expr).map((one) => one.replace(/^\//, ""))).toEqual(expected));

  test("in variables, annotations, alert lists and the sidecar, too", () => {
    const query = (text: string) =>
      queriesOf("grafana-dashboard", { templating: { list: [{ query: text }] } })[0]?.query;
    expect(query('label_values(up{tenant="acme"}, host)')).toBe('up{tenant="acme"}');
    expect(query('query_result(sum(up{tenant="acme"}))')).toBe('sum(up{tenant="acme"})');
    expect(query("up")).toBe("up");
    expect(found("grafana-dashboard", { annotations: { list: [{ expr: "ALERTS" }] } })).toHaveLength(1);
    expect(found("grafana-dashboard", { a: { definition: "label_values(up, host)" } })).toHaveLength(1);
    expect(found("grafana-dashboard", { a: { alertInstanceLabelFilter: "{team='x'}" } })).toHaveLength(1);
    expect(found("sidecar-config", { detectors: [{ query: "up" }] })).toHaveLength(1);
  });

  test("but not in what holds no query", () => {
    expect(found("manifest", { expr: "up" })).toEqual([]);
    expect(found("prometheus-tests", { tests: [{ promql_expr_test: [{ expr: "up" }] }] }, "t.yaml")).toEqual([]);
    expect(escapes([{ path: "README.md", kind: "grafana-dashboard", content: "up", origins: [] }], pin)).toEqual([]);
    expect(found("grafana-dashboard", { expr: 5, query: null, panels: [null, 5, "x"] })).toEqual([]);
  });
});

describe("rules and targets without the tenant's label:", () => {
  const rule = (labels?: object) =>
    found("prometheus-rules", { groups: [{ rules: [{ alert: "A", expr: "vector(1)", labels }] }] }, "r.yaml");
  test.each<[object | undefined, number]>([
    [{ tenant: "acme" }, 0],
    [{ tenant: "acme", team: "x" }, 0],
    [{ tenant: "acme-eu" }, 1],
    [{ team: "x" }, 1],
    [{}, 1],
  ])("a rule with %j: %d", (labels, count) => expect(rule(labels)).toHaveLength(count));

  const job = (changes: object) =>
    found(
      "prometheus-scrape",
      {
        scrape_configs: [{ job_name: "j", static_configs: [{ targets: [], labels: { tenant: "acme" } }], ...changes }],
      },
      "s.yaml",
    );
  test.each<[string, object, number]>([
    ["labelled", {}, 0],
    ["with another relabelling", { relabel_configs: [{ target_label: "job" }] }, 0],
    ["without labels", { static_configs: [{ targets: [] }] }, 1],
    ["labelled once of twice", { static_configs: [{ labels: { tenant: "acme" } }, {}] }, 1],
    ["relabelled", { relabel_configs: [{ target_label: "tenant" }] }, 1],
    ["believing the target", { honor_labels: true }, 1],
  ])("a job %s: %d", (_, changes, count) => expect(job(changes)).toHaveLength(count));
});

describe("index patterns that take others' logs:", () => {
  test.each([
    ["logs-acme.api-production", 0],
    ["logs-acme.*", 1],
    ["logs-acme_eu.api-production", 1],
    ["logs-*", 1],
    ["*", 1],
  ])("%s: %d", (pattern, count) => {
    expect(found("elasticsearch-index-template", { index_patterns: [pattern] })).toHaveLength(count);
    expect(found("elasticsearch-index-template", { index_patterns: pattern })).toHaveLength(count);
  });
  test("none at all: 1", () => expect(found("elasticsearch-index-template", {})).toHaveLength(1));
});

describe("routing that takes others' alerts:", () => {
  const config = (data: object) => found("alertmanager-config", data, "alertmanager.yaml");

  test.each<[string, object[], number]>([
    ["a route that asks for the tenant", [{ matchers: ['tenant="acme"'] }], 0],
    ["children of it", [{ matchers: ['tenant="acme"'], routes: [{ matchers: ['team="x"'] }] }], 0],
    ["several matchers in one text", [{ matchers: ['{tenant="acme", team="x"}'] }], 0],
    ["one without", [{ matchers: ['team="x"'] }], 1],
    ["one without matchers", [{}], 1],
    ["a pattern", [{ matchers: ['tenant=~"acme"'] }], 1],
    ["everybody else", [{ matchers: ['tenant!="acme"'] }], 1],
    ["another tenant", [{ matchers: ['tenant="acme-eu"'] }], 1],
    ["a matcher that can't be read", [{ matchers: ["tenant="], receiver: "x" }, { matchers: ["{"] }], 2],
    ["the old form", [{ match: { tenant: "acme" } }], 1],
  ])("%s", (_, routes, count) => expect(config({ route: { routes } })).toHaveLength(count));

  const own = ['tenant="acme"'];
  test.each<[string, object, number]>([
    ["limited on both sides and by equality", { source_matchers: own, target_matchers: own, equal: ["tenant"] }, 0],
    ["without the source", { target_matchers: own, equal: ["tenant"] }, 1],
    ["without the target", { source_matchers: own, equal: ["tenant"] }, 1],
    ["without equality", { source_matchers: own, target_matchers: own, equal: ["slo"] }, 1],
    ["without anything", {}, 3],
  ])("an inhibition %s: %d", (_, rule, count) => expect(config({ inhibit_rules: [rule] })).toHaveLength(count));

  test("in a file of another form is none", () => {
    expect(config({})).toEqual([]);
    expect(found("alertmanager-config", [], "a.yaml")).toEqual([]);
  });
});
