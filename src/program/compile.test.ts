import { describe, expect, test } from "vitest";
import { base, compiled, fromDsl, requestsFail, shared } from "../../test/properties/declared.ts";
import * as dsl from "../dsl/index.ts";
import { print } from "../promql/syntax/print.ts";
import { Compilation, originOf } from "./compilation.ts";
import { compile } from "./compile.ts";
import type { RecordedMistake } from "./recorded-mistakes.ts";

describe("what the DSL noticed", () => {
  const told = (...mistakes: RecordedMistake[]) =>
    compiled({}, { mistakes }).findings.map(({ kind, place }) => ({ name: kind.name, place }));

  test("is told where it was noticed", () => {
    const position = { file: "tenants/acme/tenant.ts", line: 3, column: 5 };
    expect(
      told(
        { path: ["alerts", "A"], name: "text", property: "summary", data: { misuse: "service.length" } },
        { path: [], name: "duplicate", property: "alerts", data: { name: "A" }, at: position },
        { path: [], name: "duplicate", property: "alerts", data: { name: "A" } },
        { path: ["x"], name: "text", data: {} },
      ),
    ).toMatchObject([
      { name: "text/not-interpolation", place: { path: ["alerts", "A", "summary"] } },
      { name: "declaration/duplicate-name", place: { path: ["alerts"], position } },
      { name: "declaration/duplicate-name", place: { path: ["alerts"] } },
      { name: "text/not-interpolation", place: { path: ["x"] } },
    ]);
  });

  test("is told though the declaration can't be read at all", () => {
    const mistakes = [{ path: [], name: "duplicate", property: "alerts", data: { name: "A" } }];
    const { programs, findings } = compile({ folder: "acme", declaration: 5, mistakes }, shared(), []);
    expect(programs).toEqual([]);
    expect(findings.map(({ kind }) => kind.name)).toEqual(["declaration/wrong-type", "declaration/duplicate-name"]);
  });

  test("of a thing in the wrong list, or a name for a reference, is told at its place in the list", () => {
    expect(
      told(
        { path: [], name: "misplaced", property: "alerts", data: { name: "requests", index: 1, found: "metric" } },
        { path: ["alerts", "A"], name: "reference", property: "causedBy", data: { name: "B", index: 0 } },
        { path: ["teams", "music"], name: "reference", property: "page", data: { name: "room", field: "to" } },
      ).map(({ place }) => place.path),
    ).toEqual([
      ["alerts", 1],
      ["alerts", "A", "causedBy", 0],
      ["teams", "music", "page", "to"],
    ]);
  });

  test("of an alert that is there twice isn't told of its overrides again", () => {
    const data = { name: "RequestsFail" };
    expect(
      told(
        { path: [], name: "duplicate", property: "alerts", data },
        { path: [], name: "duplicate", property: "overrides", data },
        { path: [], name: "duplicate", property: "overrides", data: { name: "Other" } },
      ).map(({ place }) => place.path),
    ).toEqual([["alerts"], ["overrides"]]);
  });

  test("of another kind is none of ours", () => {
    expect(told({ path: [], name: "weather", data: {} })).toEqual([]);
  });
});

describe("a tenant", () => {
  test("is called like its folder", () => {
    expect(compiled({}, { folder: "globex" }).found).toEqual(["declaration/tenant-name tenant"]);
  });

  test("has a title for people, its name unless given", () => {
    expect(compiled().program.tenant).toEqual({ name: "acme", title: "acme", description: "", label: "tenant" });
    const { tenant } = compiled({ title: "Acme", description: "Plays." }).program;
    expect(tenant).toMatchObject({ title: "Acme", description: "Plays." });
  });

  test("has lists sorted by name, and is frozen", () => {
    const { program } = compiled({ alerts: { B: requestsFail, A: requestsFail, C: requestsFail } });
    expect(program.alerts.map(({ name }) => name)).toEqual(["A", "B", "C"]);
    expect(program.metrics.map(({ name }) => name)).toEqual(Object.keys(base.metrics).sort());
    expect(Object.isFrozen(program)).toBe(true);
  });

  test("has no two alerts of one name, whatever makes them", () => {
    const slos = {
      availability: { objective: "99%", errors: "http_requests_total", total: "http_requests_total", owner: "music" },
    };
    const { found, findings } = compiled({ slos, alerts: { AvailabilityBurn1h: requestsFail } });
    expect(found).toEqual(["alert/name-taken slos/availability"]);
    expect(findings[0]?.reason).toContain("alerts/AvailabilityBurn1h");
  });

  test("that declares nothing to build is told, unless something else is wrong", () => {
    expect(compiled({ alerts: {} }).found).toEqual(["tenant/empty tenant"]);
    expect(compiled({ alerts: { A: { ...requestsFail, owner: "nobody" } } }).found).toEqual([
      "team/undeclared alerts/A/owner",
    ]);
    for (const more of [
      { recordings: { "a:b:c": { expr: "up" } } },
      { logs: { api: { retention: "5d" } } },
      { dashboards: { "system-overview": { type: "system-overview" } } },
    ]) {
      expect(compiled({ alerts: {}, ...more }).found).toEqual([]);
    }
  });
});

test("the same declaration in YAML and in the DSL is the same program", () => {
  const requests = dsl.counter("http_requests_total", {
    help: "Requests.",
    unit: "requests",
    labels: { service: ["player", "search"], status: dsl.upTo(40) },
  });
  const oncall = dsl.channel.pagerDuty("oncall", { routingKey: dsl.secret("pagerduty/acme") });
  const music = dsl.team("music", { page: oncall, ticket: oncall });
  const byService = requests.rate("5m").by("service");
  const inDsl = dsl.tenant("acme", {
    metrics: [requests],
    teams: [music],
    alerts: [
      dsl.alert("RequestsFail", {
        when: requests.where({ status: /5../ }).rate("5m").by("service").dividedBy(byService).above("1%"),
        for: "5m",
        severity: "page",
        owner: music,
        summary: "Requests fail",
        description: ({ service, value }) => `${service} fails ${value}, not $${value} or \${x}`,
      }),
    ],
    slos: [
      dsl.slo("availability", {
        objective: "99.9%",
        errors: requests.where({ status: /5../ }),
        total: requests,
        owner: music,
      }),
    ],
    overrides: [dsl.override("AvailabilityBurn3d", { enabled: false })],
  });
  const inYaml = {
    tenant: "acme",
    metrics: {
      http_requests_total: {
        type: "counter",
        help: "Requests.",
        unit: "requests",
        labels: { service: ["player", "search"], status: { upTo: 40 } },
      },
    },
    channels: { oncall: { type: "pagerduty", routingKey: { secret: "pagerduty/acme" } } },
    teams: { music: { page: "oncall", ticket: "oncall" } },
    alerts: {
      RequestsFail: {
        when: 'sum by (service) (rate(http_requests_total{status=~"5.."}[5m])) / sum by (service) (rate(http_requests_total[5m])) > 0.01',
        for: "5m",
        severity: "page",
        owner: "music",
        summary: "Requests fail",
        description: "${service} fails ${value}, not $$${value} or $${x}",
      },
    },
    slos: {
      availability: {
        objective: "99.9%",
        errors: 'http_requests_total{status=~"5.."}',
        total: "http_requests_total",
        owner: "music",
      },
    },
    overrides: { AvailabilityBurn3d: { enabled: false } },
  };
  const program = (declared: Pick<ReturnType<typeof fromDsl>, "declaration" | "mistakes">) => {
    const { defaultEnvironment } = shared();
    const { programs, findings } = compile({ folder: "acme", ...declared }, shared(), [defaultEnvironment]);
    expect(findings).toEqual([]);
    const { expressions: _, series, ...rest } = programs[0] ?? expect.fail();
    const printed = (all: typeof rest.alerts | typeof rest.recordings) =>
      all.map((one) => ({ ...one, expr: print(one.expr) }));
    return { ...rest, series: [...series], alerts: printed(rest.alerts), recordings: printed(rest.recordings) };
  };
  expect(program(fromDsl(inDsl))).toEqual(program({ declaration: inYaml, mistakes: [] }));
});

test("a tree of monitorgen's own that names the tenant is a fault of monitorgen", () => {
  const compilation = new Compilation({ label: "tenant", value: "acme" }, new Set());
  const matchers = [{ label: "tenant", operator: "=", value: "globex" }] as const;
  expect(() => compilation.limited({ kind: "selector", metric: "up", matchers })).toThrow(/names the tenant: up/);
  expect(originOf(["alerts", "A", "when"])).toEqual({ path: ["alerts", "A", "when"], name: "alerts/A" });
});

test("another tenant's series in the builder's words are told at their place", () => {
  const when = {
    op: "above",
    left: { op: "metric", metric: "memory_used_ratio", where: { tenant: "globex" } },
    bound: "5%",
  };
  const { found } = compiled({ alerts: { A: { ...requestsFail, when } } });
  expect(found.join()).toContain("alerts/A/when/left");
});
