import { posix } from "node:path";
import { expect, test } from "vitest";
import { alertOf, program, promql } from "../../../test/fixtures/program.ts";
import { linksIn, repeatedSentences } from "../../../test/fixtures/review-documents.ts";
import { readShipped } from "../../load/shipped.ts";
import type { Alert, Program } from "../../program/program.ts";
import { parse } from "../../promql/syntax/parse.ts";
import { print } from "../../promql/syntax/print.ts";
import { alertmanager } from "../alertmanager/alertmanager.ts";
import { NOTIFICATION_TEMPLATES } from "../alertmanager/templates.ts";
import type { Artifact } from "../artifact.ts";
import { elasticsearch } from "../elasticsearch/index.ts";
import { rules } from "../prometheus/rules.ts";
import { scrape } from "../prometheus/scrape.ts";
import { documents } from "./index.ts";
import { compileTemplate } from "./template.ts";

const artifactsOf = (one: Program): readonly Artifact[] => [
  ...rules(one),
  ...scrape(one),
  ...alertmanager(
    one,
    NOTIFICATION_TEMPLATES.map((path) => readShipped(path) ?? ""),
  ),
  ...elasticsearch(one),
  { path: "prometheus/tests/alerts.yaml", content: "", kind: "prometheus-tests", origins: ["alerts/ErrorRatioHigh"] },
  {
    path: "grafana/dashboards/overview.json",
    content: "",
    kind: "grafana-dashboard",
    origins: ["dashboards/overview"],
  },
  { path: "sidecar/detector.mjs", content: "", kind: "sidecar-bundle", origins: ["detectors/listeners"] },
];

const documentsOf = async (one: Program): Promise<ReadonlyMap<string, string>> => {
  const made = await documents(one, artifactsOf(one), readShipped);
  return new Map(made.map(({ path, content }) => [path, content]));
};

const all = await documentsOf(program);
const page = (name: string): string => all.get(`runbooks/${name}.md`) ?? "";
const readme = all.get("README.md") ?? "";

const pageOf = async (alert: Alert, rest: Partial<Program> = {}): Promise<string> =>
  (await documentsOf({ ...program, alerts: [alert], inhibitions: [], ...rest })).get(`runbooks/${alert.name}.md`) ?? "";

test("there is a runbook for each alert, and a README", () => {
  expect([...all.keys()]).toEqual([...program.alerts.map(({ name }) => `runbooks/${name}.md`), "README.md"]);
});

test("no sentence stands under two alerts", () => {
  const runbooks = [...all].filter(([path]) => path.startsWith("runbooks/"));
  expect(repeatedSentences(new Map(runbooks))).toEqual([]);
});

test("no sentence stands under two alerts either where their authors wrote the same", async () => {
  const same = { runbook: "Look first. Then act.", description: "It is ${value}. Act." };
  const alerts = ["A", "B", "C"].map((name) => alertOf({ name, expr: "a > 1", ...same }));
  const made = await documentsOf({ ...program, alerts, inhibitions: [] });
  expect(repeatedSentences(new Map([...made].filter(([path]) => path.startsWith("runbooks/"))))).toEqual([]);
  expect(made.get("runbooks/A.md")).toContain("Look first. Then act.");
  expect(made.get("runbooks/B.md")).toContain("What to do first about `B` stands under [`A`](A.md#first-steps).");
  expect(made.get("runbooks/C.md")).toContain("The message of `C` says, for the rest, what [`A`](A.md) says.");
});

test("what two alerts share is told by the one that wakes somebody", async () => {
  const both = { expr: "a > 1", runbook: "Look first." };
  const alerts = [
    alertOf({ name: "A", severity: "ticket", ...both }),
    alertOf({ name: "B", severity: "page", ...both }),
  ];
  const made = await documentsOf({ ...program, alerts, inhibitions: [] });
  expect(made.get("runbooks/B.md")).toContain("Look first.");
  expect(made.get("runbooks/A.md")).toContain("stands under [`B`](B.md#first-steps).");
});

test("every link within the output leads to a file of it", () => {
  const paths = new Set([...artifactsOf(program).map(({ path }) => path), ...all.keys()]);
  const relative = [...all].flatMap(([path, text]) =>
    linksIn(text)
      .filter((address) => !address.startsWith("https://"))
      .map((address) => posix.join(posix.dirname(path), address.replace(/#.*$/, ""))),
  );
  expect(relative.length).toBeGreaterThan(20);
  expect(relative.filter((address) => !paths.has(address))).toEqual([]);
});

test("a threshold alert says in words what its expression says, and shows the queries behind it", () => {
  const text = page("ErrorRatioHigh");
  expect(text).toContain(
    "# `ErrorRatioHigh`: Requests fail\n\n> `service` fails `value` of its requests. Listeners hear \\*nothing\\*.\n",
  );
  expect(text).toContain("`ErrorRatioHigh` is for the team `music` of Acme Music: a **page** that wakes somebody.");
  expect(text).toContain(
    "evaluated from [`prometheus/rules/alerts.yaml`](../prometheus/rules/alerts.yaml) and tested by [`prometheus/tests/alerts.yaml`](../prometheus/tests/alerts.yaml).",
  );
  expect(text).toContain("for each `service` is above **1%**, for 10m without a break, for each `service` by itself.");
  expect(text).toContain("- What set `ErrorRatioHigh` off began up to 15m before the first notification.");
  expect(text).toContain("against flapping `ErrorRatioHigh` stays on for 15m more.");
  expect(text).toContain("# the divisor of that in ErrorRatioHigh\n");
  expect(text).toContain(
    "While [`PlayerBurnsBudgetFast`](PlayerBurnsBudgetFast.md) fires with the same `service`, `ErrorRatioHigh` is held back: Errors of the player explain it.",
  );
});

test("every block of PromQL on every page parses, comments apart", () => {
  const blocks = [...all.values()].flatMap((text) =>
    [...text.matchAll(/```promql\n(.*?)\n```/gs)].map(([, block]) => block ?? ""),
  );
  const queries = blocks.flatMap((block) => block.split("\n\n"));
  expect(queries.length).toBeGreaterThan(20);
  for (const query of queries) expect(parse(query).errors, query).toBeUndefined();
});

test("a burn rate says how long the budget lasts, what it cost so far, and when an outage would be seen", () => {
  const text = page("PlayerBurnsBudgetFast");
  expect(text).toContain("99.9% of its events within 30d are to be good, which leaves 0.1% as its error budget.");
  expect(text).toContain(
    "At 14.4 times the pace that would just last, `PlayerBurnsBudgetFast` sees that budget gone in **50 hours (2.08 days)**",
  );
  expect(text).toContain("When `PlayerBurnsBudgetFast` fires, the last 1h have cost 2% of it; the 5m window");
  expect(text).toContain("With every event failing, `PlayerBurnsBudgetFast` fires after 52s.");
  expect(text).toContain("Fewer than 100 events of `player-availability` in 5m keep `PlayerBurnsBudgetFast` silent.");
  expect(text).toContain('slo:player_availability:budget_left{tenant="acme"}');
  expect(text).toContain(
    "`PlayerBurnsBudgetFast` holds back [`PlayerBurnsBudgetSlowly`](PlayerBurnsBudgetSlowly.md) for as long as it fires.",
  );
  expect(page("PlayerBurnsBudgetSlowly")).toContain("**720 hours (30 days)**");
});

test("a burn rate without a minimum of events, that no outage reaches, and shorter than two days, says no more than is so", async () => {
  const [slo] = program.slos;
  const tier = { burn: 100, long: 3_600_000, short: 300_000, severity: "page" } as const;
  const alert = alertOf({
    name: "Burn",
    kind: "slo",
    expr: "a > 1",
    meaning: { kind: "slo", slo: "player-availability", tier },
  });
  const slos = slo === undefined ? [] : [{ ...slo, budget: 0.01, objective: 0.99, minimumEvents: 0 }];
  const text = await pageOf(alert, { slos });
  expect(text).toContain("**7.2 hours**");
  expect(text).not.toContain("With every event failing");
  expect(text).not.toContain("Fewer than");
});

test("drift, detectors, security events and heartbeats each say what they mean", async () => {
  expect(page("TempoDrifted")).toContain("over the last 1d with the 14d before that.");
  expect(page("TempoDrifted")).toContain("**0.2** where `TempoDrifted` fires.");
  expect(page("ListenersUnusual")).toContain(
    "The detector `listeners` of the sidecar watches the sum of `active_listeners`",
  );
  expect(page("ListenersUnusual")).toContain(
    "the distance from the median, in median absolute deviations, with a sensitivity of 1, and `ListenersUnusual` fires for values below",
  );
  expect(page("FailedLogins")).toContain(
    "The events that `FailedLogins` counts come from `failed_logins_total`, seen over 5m.",
  );
  expect(page("DeploymentHeartbeat")).toContain(
    "Whoever receives `DeploymentHeartbeat` raises the alarm when it stays away.",
  );
  expect(page("DeploymentHeartbeat")).toContain("is not meant to end");
});

test("what a meaning refers to may be gone, and an alert may be about no metric or the present alone", async () => {
  const orphan = (meaning: Alert["meaning"]) =>
    pageOf(alertOf({ name: "A", expr: "a > 1", for: 0, meaning }), { slos: [], drifts: [], detectors: [] });
  const [tier] = program.slos[0]?.tiers ?? [];
  if (tier === undefined) throw new Error("the fixture has no tier");
  for (const meaning of [
    { kind: "slo", slo: "x", tier },
    { kind: "drift", drift: "x", test: "ks", limit: 1 },
    { kind: "detector", detector: "x", method: "iqr" },
  ] as const) {
    expect(await orphan(meaning)).toContain("## Meaning\n\n## First steps");
  }
  expect(await orphan({ kind: "threshold" })).toContain("- `A` is about `a`, as last scraped.");
  expect(await pageOf(alertOf({ name: "A", expr: "vector(1) > 0", for: 0 }))).toContain("## Meaning\n\n## First steps");
});

test("who is told depends on the hour where a schedule says so", () => {
  expect(page("ErrorRatioHigh")).toContain(
    "`ErrorRatioHigh` goes to `oncall` (PagerDuty) at any hour, again every 4h while it lasts.",
  );
  expect(page("FailedLogins")).toContain(
    "during `office-hours` (monday:friday 09:00–17:00, Europe/Berlin), again every 1d while it lasts; outside of these hours `FailedLogins` waits.",
  );
  expect(page("PlayerBurnsBudgetSlowly")).toContain(
    "goes to `music` (Slack, #music) during `office-hours` (monday:friday 09:00–17:00, Europe/Berlin) and to `reports` (e-mail to reports@acme.example) at all other times",
  );
  expect(page("DeploymentHeartbeat")).toContain("goes to `audit` (webhook) at any hour, again every minute.");
});

test("an alert without words of its author asks for them and has no empty parts", async () => {
  const text = await pageOf(alertOf({ name: "Bare", expr: "a > 1", for: 0, conditionLabels: [], summary: "" }));
  expect(text).toMatch(/^# `Bare`\n\n`Bare` is for/);
  expect(text).toContain(
    "Nobody has written yet what to do first about `Bare`: the place for it is `runbook` of `alerts/Bare`.",
  );
  expect(text).toContain("`Bare` fires when `a` is above **100%**.\n");
  expect(text).not.toMatch(/\n\n\n|undefined|\[object/);
});

test("an author can't write Markdown or templates into a page", async () => {
  const hostile = "{{constructor}} {{{x}}} <img src=x> [a](javascript:b)\n# Title\n```\nend";
  const text = await pageOf(
    alertOf({
      name: "Hostile",
      expr: 'a{b="```\\n# x"} > 1',
      summary: "*a* | <b>",
      description: hostile,
      runbook: hostile,
    }),
  );
  expect(text).toContain("{{constructor}} {{{x}}} \\<img src=x\\>");
  expect(text).not.toMatch(/(?<!\\)<img/);
  expect(text).not.toMatch(/^# Title/m);
  expect(text).toContain("# `Hostile`: \\*a\\* \\| \\<b\\>");
  expect(text).toMatch(/^````promql\na\{b="```\\n# x"\} > 1\n````$/m);
});

test("Prometheus 2 has its graphs elsewhere", async () => {
  const old = {
    ...program.organisation,
    prometheus: { ...program.organisation.prometheus, version: { major: 2, minor: 45 } },
  };
  const text = await pageOf(alertOf({ name: "A", expr: "a > 1" }), { organisation: old });
  expect(text).toContain("https://prometheus.acme.example/graph?g0.expr=a+%3E+1&g0.range_input=1h&g0.tab=0)");
  expect(page("ErrorRatioHigh")).toContain("https://prometheus.acme.example/query?g0.expr=sum+by");
});

test("the README shows every alert with its runbook, SLOs, dashboards, channels and secrets with their files", () => {
  expect(readme).toContain("| [`ErrorRatioHigh`](runbooks/ErrorRatioHigh.md) | page | `music` | threshold | 10m |");
  expect(readme).toContain("| `player-availability` | 99.9% | 30d | `music` | Listeners get their track. |");
  expect(readme).toContain(
    "| [System overview](https://grafana.acme.example/d/acme-production-overview) | [`grafana/dashboards/overview.json`](grafana/dashboards/overview.json) | How everything is. |",
  );
  expect(readme).toContain("| `music` (Slack, #music) | tickets of `music` and infos of `music` |");
  expect(readme).toContain("| `slack/acme` | `/etc/alertmanager/secrets/slack/acme` | `channels/music` |");
  expect(readme).toContain("| `scrape/api` | `/etc/prometheus/secrets/scrape/api` | `scrapes/api` |");
  expect(readme).toContain("npx monitorgen build --tenant acme --env production   # writes output/acme\n");
  expect(readme).toContain("put ilm _ilm/policy\n");
  expect(readme).toContain("promtool test rules prometheus/tests/*.yaml\n");
});

test("what a tenant doesn't have, its README doesn't mention", async () => {
  const bare: Program = {
    ...program,
    tenant: { ...program.tenant, description: "" },
    environment: { ...program.environment, name: "staging", isDefault: false },
    scrapes: [],
    channels: [],
    slos: [],
    dashboards: [],
    logs: [],
    recordings: [],
    detectors: [],
    alerts: program.alerts.slice(0, 1),
    inhibitions: [],
  };
  const made = await documents(bare, [], readShipped);
  const text = made.at(-1)?.content ?? "";
  expect(text).toContain("# Acme Music: acme in staging\n\nEverything that watches this tenant: 1 alert.");
  expect(text).toContain("output/environments/staging/acme");
  expect(text.match(/^## .*$/gm)).toEqual(["## Alerts"]);
  expect(text).not.toMatch(/\n\n\n|undefined/);
  const { elasticsearch: _url, ...environment } = program.environment;
  expect((await documentsOf({ ...program, environment })).get("README.md")).toContain('"http://localhost:9200/$2/');
  const secrets = await documents({ ...program, alerts: [] }, [], readShipped);
  expect(secrets[0]?.content).toContain("| `slack/acme` |  | `channels/music` |");
});

test("the same program gives the same bytes", async () => {
  expect(await documentsOf(program)).toEqual(all);
});

test("a missing template, and a name that a view lacks, are errors", async () => {
  await expect(documents(program, [], () => undefined)).rejects.toThrow(
    "the package lacks templates/runbooks/runbook.md.hbs",
  );
  expect(() => compileTemplate("{{nane}}")({ name: "a" })).toThrow(/nane/);
});

test("the condition on the page is the alert's own", () => {
  const [, block] = /```promql\n(.*?)\n```/s.exec(page("ErrorRatioHigh")) ?? [];
  expect(print(promql(block ?? ""))).toBe(
    print(program.alerts.find(({ name }) => name === "ErrorRatioHigh")?.expr ?? promql("a")),
  );
});

test("an alert without the label that an inhibition asks for has no part in it", () => {
  for (const name of ["FailedLogins", "TempoDrifted", "ListenersUnusual"])
    expect(page(name)).not.toMatch(/held back|holds back/);
  expect(page("ErrorRatioHigh")).not.toContain("holds back");
});

test("a reason of two sentences stays one, and none is none", async () => {
  const rule = {
    source: { alertname: "A" },
    target: { alertname: "B" },
    equal: [],
    origin: { path: [], name: "alerts/B" },
  };
  const alerts = ["A", "B"].map((name) => alertOf({ name, expr: "a > 1" }));
  const said = async (reason: string) =>
    (await documentsOf({ ...program, alerts, inhibitions: [{ ...rule, reason }] })).get("runbooks/B.md");
  expect(await said("It is so. Really!")).toContain("While [`A`](A.md) fires, `B` is held back: It is so; Really.\n");
  expect(await said("")).toContain("While [`A`](A.md) fires, `B` is held back.\n");
});

test("an inhibition without a label takes alerts that lack it, and none holds itself back", async () => {
  const rule = {
    source: { level: "" },
    target: { alertname: "B" },
    equal: [],
    reason: "why",
    origin: { path: [], name: "alerts/B" },
  };
  const alerts = ["A", "B"].map((name) => alertOf({ name, expr: "a > 1" }));
  const made = await documentsOf({ ...program, alerts, inhibitions: [rule] });
  expect(made.get("runbooks/B.md")?.match(/held back/g)).toHaveLength(1);
});

test("the queries of a page leave out what is constant, and see through parentheses", async () => {
  const text = await pageOf(alertOf({ name: "A", expr: "(a / 5) > 1 or (b > c)" }));
  expect(text).toContain(
    "# what A compares\na / 5\n\n# the dividend of that in A\na\n\n# what A compares as well\nb\n\n# what A compares as well\nc\n",
  );
  expect(await pageOf(alertOf({ name: "A", expr: "absent(a)" }))).toContain("## Look");
  expect(await pageOf(alertOf({ name: "A", expr: "a + b" }))).not.toContain("# what A compares");
});

test("a secret that two use is one secret", async () => {
  const [first] = program.scrapes;
  if (first === undefined) throw new Error("the fixture scrapes nothing");
  const scrapes = [first, { ...first, name: "b", origin: { path: [], name: "scrapes/b" } }];
  const { bearerToken: _token, ...open } = first;
  const text = (await documentsOf({ ...program, scrapes: [...scrapes, { ...open, name: "c" }] })).get("README.md");
  expect(text).toContain("| `scrape/api` | `/etc/prometheus/secrets/scrape/api` | `scrapes/api` and `scrapes/b` |");
});
