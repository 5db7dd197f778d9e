import { describe, expect, test } from "vitest";
import { monitorgen } from "../../../test/cli/console.ts";
import { projectOf } from "../../../test/cli/project.ts";
import { alertOf, program, promql } from "../../../test/fixtures/program.ts";
import { emptyTenant } from "../../diagnostics/codes/reference.ts";
import { diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Program } from "../../program/program.ts";
import { Suppressions } from "../../program/suppressions.ts";
import type { Series, SeriesCatalogue } from "../../promql/types/catalogue.ts";
import { styleOf } from "../terminal/style.ts";
import { boundsBeside, renderCard, SECTIONS } from "./card.ts";
import { explainCode, shippedPages } from "./code.ts";
import { subjectOf } from "./explain.ts";
import { factsOf } from "./expression.ts";

const explain = (subject: readonly string[], programs: readonly Program[] = [program]) =>
  monitorgen(["explain", ...subject], { facade: { compileProject: async () => projectOf(programs) } });

test.each([
  ["MG2104", "code"],
  ["mg2104", "code"],
  ["alert/impossible-bound", "code"],
  ["ErrorRatioHigh", "alert"],
  ["up", "expression"],
  ["a/b", "code"],
  ["a / b", "expression"],
  ["sum(x)", "expression"],
  ["job:x:rate5m", "expression"],
])("%s is taken for a %s", (text, subject) => expect(subjectOf(text)).toBe(subject));

test("a kind of detector has a page with its parameters", async () => {
  const { exit, stdout } = await explain(["grubbs"]);
  expect([exit, stdout]).toStrictEqual([0, expect.stringMatching(/grubbs[\s\S]*What it finds[\s\S]*alpha +0\.05/)]);
});

describe("a code", () => {
  test("that nobody knows is wrong usage", async () => {
    const { exit, stderr } = await explain(["MG9999999"]);
    expect(exit).toBe(2);
    expect(stderr).toContain("no finding has the code MG9999999\n  a code stands before each finding: MG2104\n");
    expect((await explain(["alert/nonsense"])).exit).toBe(2);
  });

  const pages = {
    codes: ["MG2104", "MG2105"],
    read: (code: string) => `# ${code}\n\n\`${code === "MG2104" ? "alert/impossible" : "alert/certain"}\`\n`,
  };
  const show = (subject: string): string => {
    const texts: string[] = [];
    const output = { write: (text: string) => void texts.push(text), isTerminal: false, columns: undefined };
    explainCode(subject, { style: styleOf(false), width: 80 }, output, pages);
    return texts.join("");
  };

  test("shows its page, by any letter case and by its name", () => {
    expect(show("mg2104")).toBe("MG2104\n\nalert/impossible\n");
    expect(show("alert/certain")).toContain("MG2105");
  });

  test("that is nearly one is asked back", () => {
    expect(() => show("MG2204")).toThrow(expect.objectContaining({ suggestion: expect.stringContaining("MG2104") }));
    expect(() => show("alert/other")).toThrow("no finding has the code alert/other");
  });

  test("of each page that ships is shown", async () => {
    for (const code of shippedPages().codes) expect((await explain([code])).stdout).toContain(code);
  });
});

const declaredSeries: SeriesCatalogue = new Map(
  [
    gauge("host_memory_used_ratio", ["host"]),
    {
      ...gauge("http_requests_total", ["service"]),
      type: "counter" as const,
      labels: new Map([["service", ["player"]]]),
    },
  ].map((series) => [series.name, series]),
);

function gauge(name: string, labels: readonly string[]): Series {
  const range = { from: 0, to: Number.POSITIVE_INFINITY };
  return {
    name,
    metric: name,
    type: "gauge",
    unit: "",
    range,
    labels: new Map(labels.map((label) => [label, undefined])),
    buckets: [],
  };
}

describe("an alert", () => {
  test("is one card", async () => {
    const { exit, stdout } = await explain(["ErrorRatioHigh"]);
    expect(exit).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "ErrorRatioHigh                                                              page · acme · production
        declared   tenants/acme/tenant.ts:41:5
        says       Requests fail
                   <service> fails <value> of its requests. Listeners hear *nothing*.
        fires      when the sum of the rate per second of http_requests_total with status like 5.. over 5m
                   for each service divided by the sum of the rate per second of http_requests_total over
                   5m for each service is above 1%, for 10m without a break
        PromQL     sum by (service) (rate(http_requests_total{status=~"5..", tenant="acme"}[5m]))
                   /
                   sum by (service) (rate(http_requests_total{tenant="acme"}[5m]))
                   > 0.01
        shown      ┄┄┄┄┄██████████████████████▄▄▁┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄ > 1%
                        █████████████████████████▅▅▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂
                        ███████████████████████████████████████████████████████
                        ███████████████████████████████████████████████████████
                   pending at 3m, fires at 13m, resolved by 30m (samples every 1m)
                   stays silent just short of sum by (service) (rate(http_requests_total{status=~"5..", tena… > 0.01
        wakes      music: PagerDuty oncall
        held back  while PlayerBurnsBudgetFast of the same service fires
        resolves   15m after the condition no longer holds, and says so where it has been heard
        look at    https://runbooks.acme.example/acme/ErrorRatioHigh
                   https://grafana.acme.example/d/acme-production-api?var-alert=ErrorRatioHigh
      "
    `);
  });

  test("of an SLO tells what it means, and is held back by more urgent tiers", async () => {
    const slo = program.alerts.find(({ kind }) => kind === "slo");
    const { stdout } = await explain([slo?.name ?? ""]);
    expect(stdout).toContain("means");
    expect(stdout).toContain("error budget");
  });

  test("that is a heartbeat never resolves", async () => {
    const heartbeat = program.alerts.find(({ kind }) => kind === "heartbeat");
    const { stdout } = await explain([heartbeat?.name ?? ""]);
    expect(stdout).toMatch(/^ {2}fires +always$/m);
    expect(stdout).toMatch(/^ {2}resolves +never: its silence is the alarm$/m);
  });

  test("of that name in two tenants is two cards", async () => {
    const other = { ...program, tenant: { ...program.tenant, name: "globex" } };
    const { stdout } = await explain(["ErrorRatioHigh"], [program, other]);
    expect(stdout).toContain("page · acme");
    expect(stdout).toContain("page · globex");
  });

  test("is looked for in one tenant and one environment, if that is asked for", async () => {
    const asked: unknown[] = [];
    const facade = {
      compileProject: async ({ tenants, environment }: { tenants?: readonly string[]; environment?: string }) => {
        asked.push({ tenants, environment });
        return projectOf([program]);
      },
    };
    await monitorgen(["explain", "ErrorRatioHigh", "--tenant", "acme", "--env", "staging"], { facade });
    expect(asked).toEqual([{ tenants: ["acme"], environment: "staging" }]);
  });

  test("that isn't there is wrong usage, and the nearest one is named", async () => {
    const { exit, stderr } = await explain(["ErrorRateHigh"]);
    expect(exit).toBe(2);
    expect(stderr).toContain("did you mean ErrorRatioHigh? monitorgen explain ErrorRatioHigh");
    expect((await explain(["Nothing"])).stderr).toContain("monitorgen list alerts");
  });

  test("of a project that doesn't compile shows why", async () => {
    const at = { file: "tenants/acme/tenant.ts", line: 1, column: 1 };
    const project = projectOf([], [diagnostic(emptyTenant, at, { tenant: "acme" })]);
    const facade = { compileProject: async () => project };
    const { exit, stderr } = await monitorgen(["explain", "ErrorRatioHigh"], { facade });
    expect(exit).toBe(1);
    expect(stderr).toContain("MG2401");
  });

  test("has a card whose sections others may add to, and whose texts can't act on a terminal", () => {
    const alert = alertOf({
      name: "Odd",
      expr: "up < 1",
      severity: "ticket",
      summary: "\u001b[2J`*${service}*",
      keepFiringFor: 600_000,
      for: 0,
    });
    const inhibition = {
      source: { alertname: "Cause" },
      target: { alertname: "Odd" },
      equal: ["service", "tenant"],
      reason: "",
      origin: alert.origin,
    };
    const subject = {
      program: { ...program, inhibitions: [inhibition, { ...inhibition, source: {}, equal: [] }] },
      alert,
      suppressions: new Suppressions([]),
      locate: () => ({ file: "tenants/acme/tenant.ts", line: 1, column: 1 }),
    };
    const extra = () => ({ heading: "witness", lines: ["▁▂▇"] });
    const card = renderCard(subject, { style: styleOf(true), width: 80 }, [...SECTIONS, extra]);
    expect(card).toContain("\\u{1b}[2J`*<service>*".replace("\\u", "\\u"));
    expect(card).not.toContain("\u001b[2J");
    expect(card).toContain("while Cause of the same service fires");
    expect(card).toContain("while another fires");
    expect(card).toContain("10m after the condition no longer holds");
    expect(card).toContain("▁▂▇");
  });
});

test("a bound stands beside its comparison", () => {
  expect(boundsBeside("a\n>\n0.01\nand\n  b\n  <=\n  -1e+06")).toBe("a\n> 0.01\nand\n  b\n  <= -1e+06");
  expect(boundsBeside("a\n>\nb")).toBe("a\n>\nb");
});

describe("an expression", () => {
  test.each([
    ["sum by (servic) (rate(http_requests_total[5m]))", "MG2002", "expression:1:9"],
    ['http_requests_total{service="playr"}', "MG2003", "expression:1:21"],
    ["sum(http_requests_total) > 5", "MG2109", "expression:1:5"],
    ["rate(host_memory_used_ratio[5m])", "MG2110", "expression:1:1"],
  ])("%s is explained, and told to be wrong as validate would", async (text, code, place) => {
    const { exit, stdout, stderr } = await explain([text], [{ ...program, series: declaredSeries }]);
    expect(exit).toBe(1);
    expect(stdout).toContain("gives");
    expect(stderr).toContain(`error ${code} `);
    expect(stderr).toContain(` ${place}\n`);
  });

  test("is right where one of the tenants that declare its metrics takes it; a metric alone is shown as it is", async () => {
    const other = { ...program, tenant: { ...program.tenant, name: "globex" }, series: new Map() };
    for (const text of ["sum by (service) (rate(http_requests_total[5m])) > 5", "http_requests_total"]) {
      expect(await explain([text], [other, { ...program, series: declaredSeries }])).toMatchObject({
        exit: 0,
        stderr: "",
      });
    }
  });

  test("is formatted, and what is known of it is told", async () => {
    const { exit, stdout } = await explain(["sum by(service)(rate(http_requests_total[5m]))"]);
    expect(exit).toBe(0);
    expect(stdout).toContain("sum by (service) (rate(http_requests_total[5m]))\n\n  gives   an instant vector");
  });

  test("may be several words", async () => {
    expect((await explain(["1", "+", "1"])).stdout).toContain("gives  a scalar");
  });

  test("that is none shows where its mistakes are", async () => {
    const { exit, stdout, stderr } = await explain(["sum(rate(x[5m])"]);
    expect([exit, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/1 │ sum\(rate\(x\[5m\]\)\n {4}│ +\^/);
    expect((await explain(["   "])).stderr).toContain("there is no expression");
  });

  test("of one word that nothing is called is wrong usage, and the nearest name is told", async () => {
    const { exit, stdout, stderr } = await explain(["nope"]);
    expect([exit, stdout]).toEqual([2, ""]);
    expect(stderr).toBe(
      "error  no alert, finding or metric is called nope\n  monitorgen list alerts, or monitorgen list metrics\n",
    );
    expect((await explain(["errorratiohihg"])).stderr).toContain("monitorgen explain ErrorRatioHigh");
    expect((await explain(["http_request_total"])).stderr).toContain("did you mean http_requests_total?");
    expect((await explain(["imposible-bound"])).exit).toBe(2);
    expect((await explain(["name_taken"])).stderr).toContain("monitorgen explain alert/name-taken");
  });

  test("of one word in a project that doesn't compile shows why", async () => {
    const at = { file: "tenants/acme/tenant.ts", line: 1, column: 1 };
    const project = projectOf([], [diagnostic(emptyTenant, at, { tenant: "acme" })]);
    const { exit, stderr } = await monitorgen(["explain", "nope"], { facade: { compileProject: async () => project } });
    expect(exit).toBe(1);
    expect(stderr).toContain("MG2401");
  });

  test("of one word that is declared is that metric", async () => {
    const withUp = { ...program, series: new Map([["up", series("up")]]) };
    expect((await explain(["up"], [withUp])).exit).toBe(0);
    const [metric] = program.metrics;
    expect((await explain([metric?.name ?? ""])).stdout).toContain("gives");
  });

  const series = (name: string, rest: Partial<Series> = {}): Series => ({
    name,
    metric: name,
    type: "counter",
    unit: "requests",
    range: { from: 0, to: Number.POSITIVE_INFINITY },
    labels: new Map([["service", undefined]]),
    buckets: [],
    ...rest,
  });
  const used = series("used_ratio", { type: "gauge", unit: "ratio", range: { from: 0, to: 1 }, labels: new Map() });
  const loss = series("loss", { type: "gauge", unit: "", range: { from: Number.NEGATIVE_INFINITY, to: 0 } });
  const all = [series("requests_total"), used, loss, series("wait_bucket", { type: "bucket", unit: "events" })];
  const catalogue: SeriesCatalogue = new Map(all.map((one) => [one.name, one]));
  const facts = (text: string) => Object.fromEntries(factsOf(promql(text), catalogue));

  test("tells type, labels, unit and range where they are known", () => {
    expect(facts("rate(requests_total[5m])")).toEqual({
      gives: "an instant vector: one value for each series",
      labels: "service",
      counts: "requests/s",
      range: "0/s or more",
      reads: "requests_total, a counter",
    });
    expect(facts("used_ratio")).toMatchObject({ labels: "none", range: "0% to 100%", reads: "used_ratio, a gauge" });
    expect(facts("loss").range).toBe("0 or less");
    expect(facts("3")).toEqual({ gives: "a scalar: one number, without labels", range: "3" });
    expect(facts("requests_total[5m]").gives).toContain("a range vector");
    expect(facts('"text"')).toEqual({ gives: "a string" });
    expect(facts("wait_bucket").reads).toBe("wait_bucket, the buckets of a histogram");
  });

  test("tells which metrics nobody declares, and which were meant", () => {
    expect(facts("request_total").reads).toContain("which no tenant declares; did you mean requests_total?");
    expect(facts("something_else")).toMatchObject({
      labels: "not known",
      reads: "something_else, which no tenant declares",
    });
    expect(facts('something_else{a="b"}').labels).toBe("a, and what isn't declared");
    expect(factsOf(promql("loss + used_ratio"), catalogue).slice(-2)).toEqual([
      ["reads", "loss, a gauge"],
      ["", "used_ratio, a gauge"],
    ]);
  });
});
