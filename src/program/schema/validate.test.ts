import { describe, expect, test } from "vitest";
import {
  base,
  compiled,
  compiledAlone,
  type Data,
  organisation,
  requestsFail,
} from "../../../test/properties/declared.ts";
import { guessOf } from "./guess.ts";
import { organisationSchema } from "./organisation.ts";
import { describeValue, outlineOf } from "./outline.ts";
import { tenantSchema } from "./tenant.ts";
import { validate } from "./validate.ts";

const outline = outlineOf(tenantSchema, "the tenant");
const validated = (changes: unknown) => validate(tenantSchema, { ...base, ...Object(changes) }, outline);

describe("what is wrong is taken out, so that the rest can be looked at:", () => {
  test("nothing of what is right", () => {
    const { value, findings, broken } = validated({});
    expect([findings, broken]).toEqual([[], new Set()]);
    expect(value?.alerts).toEqual({});
  });

  test("a property alone, where its entry does without", () => {
    const { value, findings, broken } = validated({ alerts: { A: { ...requestsFail, for: "soon" }, B: requestsFail } });
    expect(findings.map(({ place }) => place.path)).toEqual([["alerts", "A", "for"]]);
    expect(Object.keys(value?.alerts ?? {}).sort()).toEqual(["A", "B"]);
    expect(value?.alerts.A).not.toHaveProperty("for");
    expect([...broken]).toEqual(["alerts/A"]);
  });

  test.each(["severity", "summary"])("%s, for which something neutral stands", (property) => {
    const { value } = validated({ alerts: { A: { ...requestsFail, [property]: 5 } } });
    expect(value?.alerts.A).toMatchObject({ [property]: property === "severity" ? "info" : "" });
  });

  test("the entry, where it can't be without", () => {
    const { value, broken } = validated({ alerts: { A: { ...requestsFail, owner: 5 }, B: requestsFail } });
    expect(Object.keys(value?.alerts ?? {})).toEqual(["B"]);
    expect([...broken]).toEqual(["alerts/A", "alerts/A"].slice(0, 1));
  });

  test("everything, where too little is left", () => {
    for (const wrong of [5, null, undefined, [], "x", { tenant: 5 }, { teams: [] }]) {
      const { value, findings } = validate(tenantSchema, wrong, outline);
      expect(value).toBeUndefined();
      expect(findings.length).toBeGreaterThan(0);
    }
  });

  test("of a list the element and what comes after it, so that indices stay", () => {
    const scrapes = { api: { targets: ["a:1"], metrics: ["nothing", 5, "nowhere", 7] } };
    expect(compiled({ scrapes }).found).toEqual([
      "declaration/wrong-type scrapes/api/metrics/1",
      "declaration/wrong-type scrapes/api/metrics/3",
      "metric/undeclared scrapes/api/metrics/0",
    ]);
  });

  test("and mistakes of every entry and of what they refer to come in one run", () => {
    const { found } = compiled({
      metrics: { ...base.metrics, tempo_bpm: { type: "histogram", help: "Tempo.", unit: "bpm" } },
      teams: { music: { page: "oncal", ticket: "room" } },
      alerts: {
        A: { ...requestsFail, severity: "loud", owner: "nobody" },
        B: { ...requestsFail, when: "nothing > 5", for: "5 minutes", colour: "red" },
        wrong: requestsFail,
      },
      overrides: { Nothing: { for: "1m" } },
    });
    expect(found).toEqual([
      "alert/undeclared overrides/Nothing",
      "channel/undeclared teams/music/page",
      "declaration/malformed-value alerts/B/for",
      "declaration/malformed-value alerts/wrong",
      "declaration/missing-property metrics/tempo_bpm",
      "declaration/unknown-choice alerts/A/severity",
      "declaration/unknown-property alerts/B/colour",
      "metric/undeclared alerts/B/when",
      "team/undeclared alerts/A/owner",
    ]);
  });
});

describe("each form of mistake is told:", () => {
  const alert = (changes: Data) => ({ alerts: { A: { ...requestsFail, ...changes } } });
  const metric = (changes: Data) => ({ metrics: { ...base.metrics, m: { type: "gauge", help: "M.", ...changes } } });
  const dashboard = (changes: Data) => ({
    dashboards: { d: { type: "panels", title: "D", panels: [{ title: "P", show: "up" }], ...changes } },
  });
  test.each<[string, Data, string]>([
    ["a property too many", alert({ colour: "red" }), "declaration/unknown-property alerts/A/colour"],
    [
      "one called like a property of every object",
      alert({ constructor: 5 }),
      "declaration/unknown-property alerts/A/constructor",
    ],
    ["a property too few", alert({ owner: undefined }), "declaration/missing-property alerts/A"],
    ["a condition too few", alert({ when: undefined }), "declaration/missing-property alerts/A"],
    ["a condition of no form", alert({ when: 5 }), "alerts/A/when"],
    ["a node of no kind", alert({ when: { op: "squared", of: 5 } }), "alerts/A/when"],
    ["a node inside", alert({ when: { op: "rate", of: { op: "metric", metric: 5 }, window: "5m" } }), "alerts/A/when"],
    ["a type", alert({ owner: 5 }), "declaration/wrong-type alerts/A/owner"],
    ["a choice", alert({ severity: "loud" }), "declaration/unknown-choice alerts/A/severity"],
    ["no choice", alert({ severity: undefined }), "declaration/missing-property alerts/A"],
    ["a form", alert({ for: "5 minutes" }), "declaration/malformed-value alerts/A/for"],
    ["a type where a form belongs", alert({ for: 5 }), "declaration/wrong-type alerts/A/for"],
    ["a name", { alerts: { "not a name": requestsFail } }, "declaration/malformed-value alerts/not a name"],
    ["a line that is two", alert({ summary: "a\nb" }), "declaration/malformed-value alerts/A/summary"],
    ["a text with what can't be seen", alert({ summary: "a\u202eb" }), "declaration/malformed-value alerts/A/summary"],
    ["a text too long", alert({ summary: "x".repeat(2001) }), "alerts/A/summary"],
    ["too many steps", alert({ runbook: Array(21).fill("x") }), "declaration/wrong-length alerts/A/runbook"],
    ["no steps", alert({ runbook: [] }), "declaration/wrong-length alerts/A/runbook"],
    ["a step that is none", alert({ runbook: ["x", 5] }), "alerts/A/runbook/1"],
    ["a number too small", { sidecar: { port: 0 } }, "declaration/number-out-of-range sidecar/port"],
    ["a number too great", { sidecar: { port: 70000 } }, "declaration/number-out-of-range sidecar/port"],
    ["a part of a number", { sidecar: { port: 1.5 } }, "sidecar/port"],
    [
      "a number that must be more",
      { detectors: { D: { detector: "iqr", watch: "up", severity: "page", owner: "music", sensitivity: 0 } } },
      "declaration/number-out-of-range detectors/D/sensitivity",
    ],
    ["a list too short", metric({ labels: { a: [] } }), "declaration/wrong-length metrics/m/labels/a"],
    ["values of no form", metric({ labels: { a: 5 } }), "declaration/wrong-type metrics/m/labels/a"],
    [
      "a count of values",
      metric({ labels: { a: { upTo: 0 } } }),
      "declaration/number-out-of-range metrics/m/labels/a/upTo",
    ],
    ["a label's name", metric({ labels: { "a-b": ["x"] } }), "declaration/malformed-value metrics/m/labels/a-b"],
    ["a kind that isn't there", metric({ type: "gage" }), "declaration/unknown-choice metrics/m/type"],
    ["no kind", metric({ type: undefined }), "declaration/missing-property metrics/m"],
    ["a kind of dashboard", dashboard({ type: "grid" }), "declaration/unknown-choice dashboards/d/type"],
    [
      "a kind of panel",
      dashboard({ panels: [{ title: "P", show: "up", as: "pie" }] }),
      "declaration/unknown-choice dashboards/d/panels/0/as",
    ],
    ["no panels", dashboard({ panels: [] }), "declaration/wrong-length dashboards/d/panels"],
    [
      "a secret in clear",
      { channels: { ...base.channels, room: { type: "slack", webhook: "https://hooks", room: "#a" } } },
      "secret/literal channels/room/webhook",
    ],
    [
      "a secret of no form",
      { channels: { ...base.channels, room: { type: "slack", webhook: { secret: "../x" }, room: "#a" } } },
      "channels/room/webhook",
    ],
    [
      "no secret",
      { channels: { ...base.channels, room: { type: "slack", room: "#a" } } },
      "declaration/missing-property channels/room",
    ],
    [
      "a room",
      { channels: { ...base.channels, room: { type: "slack", webhook: { secret: "x" }, room: "music" } } },
      "declaration/malformed-value channels/room/room",
    ],
    [
      "an address of mail",
      { channels: { ...base.channels, mail: { type: "email", to: ["nobody"] } } },
      "channels/mail/to/0",
    ],
    ["a destination", { teams: { music: { page: 5, ticket: "room" } } }, "teams/music/page"],
    [
      "a weekday",
      { schedules: { s: { weekdays: ["funday"], times: ["09:00-10:00"], zone: "UTC" } } },
      "schedules/s/weekdays/0",
    ],
    [
      "hours that end before they begin",
      { schedules: { s: { weekdays: ["monday"], times: ["10:00-09:00"], zone: "UTC" } } },
      "schedules/s/times/0",
    ],
    [
      "a time zone",
      { schedules: { s: { weekdays: ["monday"], times: ["09:00-24:00"], zone: "Europe/Atlantis" } } },
      "schedules/s/zone",
    ],
    [
      "a time zone by its distance",
      { schedules: { s: { weekdays: ["monday"], times: ["09:00-24:00"], zone: "+01:00" } } },
      "schedules/s/zone",
    ],
    ["a list where entries belong", { alerts: [requestsFail] }, "declaration/wrong-type alerts"],
  ])("%s", (_, changes, expected) => {
    const { found } = compiled(changes);
    expect(found.filter((one) => !one.startsWith("tenant/empty")).join("\n")).toContain(expected);
  });

  test("time zones that others have replaced are still some", () => {
    const schedules = { s: { weekdays: ["monday:friday"], times: ["00:00-24:00"], zone: "Asia/Kolkata" } };
    expect(compiled({ schedules }).found).toEqual([]);
  });

  test("a misspelt property isn't told as a missing one, too", () => {
    expect(compiled({ alerts: { A: { ...requestsFail, owner: undefined, onwer: "music" } } }).found).toEqual([
      "declaration/unknown-property alerts/A/onwer",
    ]);
  });

  test("what a secret's text is, is never shown", () => {
    const channels = { ...base.channels, room: { type: "slack", webhook: "hunter2", room: "#a" } };
    const { findings } = compiled({ channels });
    expect(JSON.stringify(findings.map(({ reason, suggestion, data }) => [reason, suggestion, data]))).not.toContain(
      "hunter2",
    );
  });

  test("names of every object are no names of properties", () => {
    const odd = JSON.parse('{"__proto__": {"x": 1}, "toString": 5}');
    expect(compiledAlone({ ...base, ...odd }).found.join()).toContain("declaration/unknown-property toString");
    expect(Object.prototype).not.toHaveProperty("x");
  });
});

describe("an organisation's label for tenants", () => {
  test.each(["alertname", "instance", "job", "le", "severity", "team"])(
    "can't be %s, which means something else",
    (tenantLabel) => {
      expect(organisationSchema.safeParse({ ...organisation, tenantLabel }).success).toBe(false);
    },
  );
  test("may be any other", () => {
    expect(organisationSchema.safeParse({ ...organisation, tenantLabel: "customer" }).success).toBe(true);
  });
});

describe("a place of the declaration", () => {
  test.each<[readonly (string | number)[], string, string]>([
    [[], "the tenant", ""],
    [["alerts", "A"], "an alert", ""],
    [["alerts", "A", "severity"], "'severity'", "page, ticket or info"],
    [["sidecar", "port"], "'port'", "a whole number"],
    [["constructor", "x"], "'x'", ""],
  ])("%j is called %s", (path, title, expected) => {
    const place = outline.at(path);
    expect(place.title).toBe(title);
    if (expected !== "") expect(place.expected).toBe(expected);
  });

  test("knows its properties, and the kinds that there are", () => {
    expect(outline.at(["logs", "l"]).properties).toEqual([
      "description",
      "ecs",
      "fields",
      "retention",
      "hot",
      "linesPerDay",
    ]);
    expect(outline.at(["metrics", "m"]).choices("type")).toEqual(["counter", "gauge", "histogram"]);
    expect(outline.at(["nothing", "at", 5, "all"]).properties).toEqual([]);
    expect(outline.at(["overrides", "A", "enabled"]).expected).toBe("true or false");
    expect(outline.at(["drift", "d", "tests", 0, "page"]).expected).toBe("a number");
  });
});

test.each<[unknown, string]>([
  [undefined, "nothing"],
  [null, "null"],
  [5, "5"],
  ["a", '"a"'],
  ["a\u202e\n", '"a\\\\u{202e}\\\\u{a}"'],
  ["x".repeat(100), `"${"x".repeat(56)}…`],
  [[1], "a list"],
  [{}, "an object"],
])("%j is shown as %s", (value, expected) => expect(describeValue(value)).toBe(expected));

describe("what was meant is guessed:", () => {
  test.each<[string, string, string | undefined]>([
    ["duration", "5 minutes", "5m"],
    ["percentage", "99,9 %", "99.9%"],
    ["percentage", "99.9 percent", "99.9%"],
    ["percentage", "most", undefined],
    ["alert name", "requests fail", "RequestsFail"],
    ["alert name", "5", undefined],
    ["name", "My Team", "my-team"],
    ["name", "!", undefined],
    ["metric name", "http.requests-total", "http_requests_total"],
    ["label name", "9", undefined],
    ["room", "Music Team", "#music-team"],
    ["room", "??", undefined],
    ["URL", "grafana.example.com", "https://grafana.example.com"],
    ["URL", "grafana", undefined],
    ["address", "http://api:9100/metrics", "api:9100"],
    ["address", "api", undefined],
    ["weekdays", "Mon-Fri", "monday:friday"],
    ["weekdays", "tusday", "tuesday"],
    ["weekdays", "x", undefined],
    ["weekdays", "mon-tue-wed", undefined],
    ["hours of a day", "9-17", "09:00-17:00"],
    ["hours of a day", "9:30 - 17:45", "09:30-17:45"],
    ["hours of a day", "29-30", undefined],
    ["hours of a day", "morning", undefined],
    ["text", "anything", undefined],
    ["name", "x".repeat(200), undefined],
  ])("%s %j: %j", (form, text, expected) => expect(guessOf(form, text)).toBe(expected));
});

test("of very many mistakes the first are told, and how many more there are, in time that grows with their number", () => {
  const alerts = Object.fromEntries(Array.from({ length: 40_000 }, (_, i) => [`A${i}`, 0]));
  const unknown = Object.fromEntries(Array.from({ length: 40_000 }, (_, i) => [`k${i}`, 0]));
  const started = process.cpuUsage();
  for (const changes of [{ alerts }, unknown]) {
    const { value, findings } = validated(changes);
    expect([value, findings.length]).toEqual([undefined, 201]);
    expect(findings.at(-1)?.reason).toBe("39,800 more of its mistakes are not told");
  }
  expect(process.cpuUsage(started).user / 1e6).toBeLessThan(4);
});
