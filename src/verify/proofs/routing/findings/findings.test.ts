import { CORE_SCHEMA, load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { routingFindings } from "./index.ts";
import type { RaisedAlert } from "./raised.ts";

const RIGHT = `
route:
  receiver: operations
  group_by: [tenant, alertname]
  routes:
    - receiver: audit
      matchers: [security="yes"]
      continue: true
    - matchers: [tenant="acme"]
      receiver: acme-chat
      routes:
        - matchers: [severity="critical"]
          receiver: acme-pager
        - matchers: [severity="warning"]
          receiver: acme-chat
          active_time_intervals: [office-hours]
          continue: true
        - matchers: [severity="warning"]
          receiver: acme-mail
          mute_time_intervals: [office-hours]
    - matchers: [tenant=~"globex|initech"]
      receiver: globex-mail
receivers:
  - { name: operations, email_configs: [{ to: o@example.com }] }
  - { name: audit, webhook_configs: [{ url: "http://audit" }] }
  - { name: acme-chat, slack_configs: [{ channel: "#acme" }] }
  - { name: acme-pager, pagerduty_configs: [{ routing_key: k }] }
  - { name: acme-mail, email_configs: [{ to: a@example.com }] }
  - { name: globex-mail, email_configs: [{ to: g@example.com }] }
inhibit_rules:
  - source_matchers: [severity="critical"]
    target_matchers: [severity="warning"]
    equal: [tenant, service]
  - source_matchers: [alertname="ClusterDown"]
    target_matchers: [alertname=~"Latency.*"]
    equal: [tenant]
time_intervals:
  - name: office-hours
    time_intervals:
      - { weekdays: ["monday:friday"], times: [{ start_time: "09:00", end_time: "17:00" }], location: Europe/Berlin }
`;

const alert = (name: string, severity: string, tenant: string, more: RaisedAlert["labels"] = {}): RaisedAlert => ({
  name,
  labels: { alertname: [name], severity: [severity], tenant: [tenant], service: undefined, ...more },
  isOpen: false,
});

const ALERTS = [
  alert("ClusterDown", "critical", "acme", { security: ["no"] }),
  alert("LatencyHigh", "critical", "acme"),
  alert("LatencyRaised", "warning", "acme"),
  alert("LoginsOdd", "warning", "acme", { security: ["yes"] }),
  alert("QueueLong", "warning", "globex"),
  alert("QueueStuck", "critical", "globex"),
  alert("DiskFull", "critical", "initech"),
];

interface Told {
  readonly code: string;
  readonly at: string;
  readonly reason: string;
  readonly suggestion: string | undefined;
}

function told(text: string, alerts: readonly RaisedAlert[] = ALERTS): readonly Told[] {
  return routingFindings(load(text, { schema: CORE_SCHEMA }), alerts).map(({ kind, place, reason, suggestion }) => ({
    code: kind.code,
    at: place.path.join("."),
    reason,
    suggestion,
  }));
}

function changed(...pairs: readonly (readonly [from: string, to: string])[]): string {
  return pairs.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, RIGHT);
}

const codes = (text: string, alerts?: readonly RaisedAlert[]) =>
  told(text, alerts).map(({ code, at }) => `${code} ${at}`);

test("of a configuration in which each alert arrives, nothing is told", () => {
  expect(told(RIGHT)).toEqual([]);
});

test("of a configuration whose rules aren't known, nothing is told that depends on them", () => {
  expect(told(RIGHT, [])).toEqual([]);
  expect(
    codes(
      changed([
        'severity="critical"]\n          receiver: acme-pager',
        'severity="fatal"]\n          receiver: acme-pager',
      ]),
      [],
    ),
  ).toEqual([]);
});

describe("what Alertmanager refuses is told first, with what was meant", () => {
  test.each([
    ["receiver: acme-pager", "receiver: acme-pagr", "route.routes.1.routes.0.receiver", "did you mean 'acme-pager'?"],
    [
      "active_time_intervals: [office-hours]",
      "active_time_intervals: [ofice-hours]",
      "route.routes.1.routes.1.active_time_intervals",
      "did you mean 'office-hours'?",
    ],
    ["Europe/Berlin", "Europe/Berln", "time_intervals.0.time_intervals.0.location", undefined],
    [
      'start_time: "09:00", end_time: "17:00"',
      'start_time: "17:00", end_time: "09:00"',
      "time_intervals.0.time_intervals.0.times.0",
      undefined,
    ],
  ])("%s as %s", (from, to, at, suggestion) => {
    expect(told(changed([from, to]))).toEqual([expect.objectContaining({ code: "MG2601", at, suggestion })]);
  });

  test("no route at all", () => expect(codes("receivers: []")).toEqual(["MG2601 "]));
});

describe("an alert that reaches nobody", () => {
  const silent = changed(["email_configs: [{ to: o@example.com }]", ""]);

  test("is told where the receiver of the rest notifies nobody", () => {
    const [found] = told(silent, [
      ...ALERTS,
      alert("Lost", "critical", "umbrella"),
      alert("Lost too", "critical", "umbrella"),
    ]);
    expect(found).toMatchObject({ code: "MG2602", at: "route" });
    expect(found?.reason).toContain(
      "Lost fires, and nobody hears of it: no route asks for such labels, and the receiver of the rest, operations",
    );
  });

  test("is none where all have routes, or where a route of its own leads to silence", () => {
    expect(told(silent)).toEqual([]);
    expect(told(changed(["email_configs: [{ to: g@example.com }]", ""]))).toEqual([]);
  });

  test("is told where its route is active at no time, or muted at all times", () => {
    const never = changed(
      ['weekdays: ["monday:friday"]', 'days_of_month: ["31"], months: [february]'],
      [
        '\n          continue: true\n        - matchers: [severity="warning"]\n          receiver: acme-mail\n          mute_time_intervals: [office-hours]',
        "",
      ],
      ["  - { name: acme-mail, email_configs: [{ to: a@example.com }] }\n", ""],
    );
    expect(codes(never)).toEqual(["MG2602 route.routes.1.routes.1", "MG2613 time_intervals.0"]);
    const always = changed(
      ["receiver: globex-mail\n", "receiver: globex-mail\n      mute_time_intervals: [always]\n"],
      ["time_intervals:\n  - name", "time_intervals:\n  - { name: always, time_intervals: [{}] }\n  - name"],
    );
    expect(told(always).map(({ code, reason }) => `${code} ${reason}`)).toEqual([
      expect.stringContaining(
        'MG2602 QueueLong fires, and nobody hears of it: the route tenant=~"globex|initech" to globex-mail is always muted by always',
      ),
      expect.stringContaining("QueueStuck"),
      expect.stringContaining("DiskFull"),
    ]);
  });
});

describe("an alert that is left to the fallback", () => {
  const UNKNOWN = [...ALERTS, alert("Odd", "sev5", "acme")];

  test("by a severity that no route knows is told", () => {
    expect(told(RIGHT, UNKNOWN)).toEqual([
      expect.objectContaining({
        code: "MG2603",
        at: "route.routes.1",
        reason:
          'Odd has severity="sev5", which no route takes, so it goes to acme-chat; the routes know critical and warning',
        suggestion: 'add a route for severity="sev5"',
      }),
    ]);
  });

  test("by a slip is told even where several have it, with what was meant", () => {
    const slips = [...ALERTS, alert("Odd", "critcal", "acme"), alert("Odder", "critcal", "acme")];
    expect(told(RIGHT, slips).map(({ suggestion }) => suggestion)).toEqual([
      "did you mean 'critical'?",
      "did you mean 'critical'?",
    ]);
  });

  test("for want of a label is told", () => {
    const { labels } = alert("Odd", "", "acme");
    const { severity: _, ...rest } = labels;
    const [found] = told(RIGHT, [...ALERTS, { name: "Odd", labels: rest, isOpen: false }]);
    expect(found?.reason).toContain("Odd has no severity, which no route takes");
    expect(found?.suggestion).toBe("give it a severity");
  });

  test("where routes know one value only is meant for it", () => {
    const one = changed(
      ['- matchers: [severity="critical"]\n          receiver: acme-pager\n        ', ""],
      ["  - { name: acme-pager, pagerduty_configs: [{ routing_key: k }] }\n", ""],
    );
    expect(told(one, UNKNOWN)).toEqual([]);
  });

  test("with others like it is meant for it", () => {
    expect(told(RIGHT, [...UNKNOWN, alert("Odder", "sev5", "acme")])).toEqual([]);
  });
});

describe("a route that nothing reaches", () => {
  test("is told where it contradicts a route around it", () => {
    const [found] = told(changed(['[severity="critical"]\n', '[severity="critical", tenant="globex"]\n']));
    expect(found).toMatchObject({ code: "MG2604", at: "route.routes.1.routes.0.matchers.1" });
    expect(found?.reason).toContain('no value of tenant satisfies tenant="acme" and tenant="globex" together');
    expect(codes(changed(['[severity="critical"]\n', '[severity="critical", tenant=~"glob.*"]\n']))).toEqual(
      ["MG2604 route.routes.1.routes.0.matchers.1", expect.stringContaining("MG2603")].slice(0, 1),
    );
  });

  test.each([
    [
      "that asks for less",
      '[severity="critical"]\n',
      '[severity=~"critical|warning"]\n',
      ["MG2605 route.routes.1.routes.1", "MG2605 route.routes.1.routes.2"],
    ],
    [
      "that asks for nothing",
      '[severity="critical"]\n',
      "[]\n",
      ["MG2605 route.routes.1.routes.1", "MG2605 route.routes.1.routes.2"],
    ],
    [
      "whose continue is gone",
      "active_time_intervals: [office-hours]\n          continue: true",
      "active_time_intervals: [office-hours]",
      ["MG2605 route.routes.1.routes.2"],
    ],
  ])("is told where one before it takes all, %s", (_, from, to, expected) => {
    expect(codes(changed([from, to])).filter((one) => one.startsWith("MG2605"))).toEqual(expected);
  });

  test("says which one stands before it", () => {
    const [found] = told(
      changed([
        "active_time_intervals: [office-hours]\n          continue: true",
        "active_time_intervals: [office-hours]",
      ]),
    );
    expect(found?.reason).toBe(
      'the route severity="warning" to acme-chat stands before the route severity="warning" to acme-mail, takes every alert that could come here, and doesn\'t continue',
    );
  });

  test("is told where no alert has its labels", () => {
    const [found] = told(changed(['tenant=~"globex|initech"', 'tenant="umbrella"']), ALERTS.slice(0, 4));
    expect(found).toMatchObject({
      code: "MG2606",
      at: "route.routes.2.matchers.0",
      reason: 'no alert satisfies tenant="umbrella": tenant is acme',
    });
    const apart = told(
      changed(['tenant=~"globex|initech"', 'tenant="globex", service="none", alertname="LatencyHigh"']),
      ALERTS,
    ).find(({ code }) => code === "MG2606");
    expect(apart?.reason).toContain("no single alert that gets here has these labels together");
  });

  test("is prepared, and not told, where it is for a severity that no alert has yet", () => {
    const tier = (severity: string): string =>
      changed([
        '        - matchers: [severity="critical"]',
        `        - matchers: [severity="${severity}"]\n          receiver: acme-mail\n        - matchers: [severity="critical"]`,
      ]);
    expect(codes(tier("info"))).toEqual([]);
    expect(codes(changed(['tenant=~"globex|initech"', 'tenant="globex", severity="info"']))).toEqual([]);
    // The alerts say critical where this one says page.
    expect(codes(tier("page"))).toContain("MG2606 route.routes.1.routes.0.matchers.0");
    expect(codes(tier("seldom"))).toContain("MG2606 route.routes.1.routes.0.matchers.0");
  });

  test("is none where an alert that is expected takes it, or may", () => {
    const umbrella = changed(['tenant=~"globex|initech"', 'tenant="umbrella"']);
    const expected: RaisedAlert = { name: "", labels: { tenant: ["umbrella"] }, isOpen: true, isExpected: true };
    expect(told(umbrella, [...ALERTS.slice(0, 4), expected])).toEqual([]);
    expect(
      told(umbrella, [
        ...ALERTS.slice(0, 4),
        { ...expected, isOpen: false, labels: { tenant: undefined, service: undefined } },
      ]),
    ).toEqual([]);
  });

  test("is none where a pattern before it leaves something of an open label", () => {
    const open = alert("Any", "critical", "acme");
    const patterns = changed([
      '- matchers: [severity="critical"]',
      '- matchers: [\'service=~"[^z].*"\']\n          receiver: acme-pager\n        - matchers: [severity="critical"]',
    ]);
    expect(codes(patterns, [...ALERTS, open])).toEqual([]);
  });
});

describe("a label or value that no alert has", () => {
  test.each([
    [
      '[severity="critical"]\n',
      '[sevrity="critical"]\n',
      "MG2607 route.routes.1.routes.0.matchers.0",
      "did you mean 'severity'?",
    ],
    [
      '[severity="critical"]\n',
      '[severity="critcal"]\n',
      "MG2608 route.routes.1.routes.0.matchers.0",
      "did you mean 'critical'?",
    ],
    [
      'tenant=~"globex|initech"',
      'tenant=~"globx|initech"',
      "MG2608 route.routes.2.matchers.0",
      "did you mean 'globex'?",
    ],
    [
      'source_matchers: [severity="critical"]',
      'source_matchers: [severity="critcal"]',
      "MG2608 inhibit_rules.0.source_matchers.0",
      "did you mean 'critical'?",
    ],
    [
      "group_by: [tenant, alertname]",
      "group_by: [tenant, alertnam]",
      "MG2607 route.group_by.1",
      "did you mean 'alertname'?",
    ],
    [
      "equal: [tenant, service]",
      "equal: [tenant, servce]",
      "MG2607 inhibit_rules.0.equal.1",
      "did you mean 'service'?",
    ],
    [
      'matchers: [severity="critical"]\n          receiver: acme-pager',
      "match: { severity: critcal }\n          receiver: acme-pager",
      "MG2608 route.routes.1.routes.0.match.severity",
      "did you mean 'critical'?",
    ],
    ['[security="yes"]', '[securty="yes"]', "MG2607 route.routes.0.matchers.0", "did you mean 'security'?"],
  ])("%s as %s is told", (from, to, place, suggestion) => {
    const found = told(changed([from, to])).filter(({ code }) => code === "MG2607" || code === "MG2608");
    expect(found.map(({ code, at }) => `${code} ${at}`)).toEqual([place]);
    expect(found[0]?.suggestion).toBe(suggestion);
  });

  test("is none where alerts may have labels that nobody wrote, unless it looks like a slip", () => {
    const open = ALERTS.map((one) => ({ ...one, isOpen: true }));
    expect(codes(changed(['[security="yes"]', '[cluster="eu"]']), open)).toEqual([]);
    expect(codes(changed(['[security="yes"]', '[securty="yes"]']), open)).toEqual(["MG2607 route.routes.0.matchers.0"]);
  });
});

describe("continue", () => {
  test("on the last route is told", () => {
    expect(codes(changed(["receiver: globex-mail\n", "receiver: globex-mail\n      continue: true\n"]))).toEqual([
      "MG2609 route.routes.2.continue",
    ]);
  });

  test("before routes that take none of its alerts is told", () => {
    const [found] = told(changed(["receiver: acme-pager\n", "receiver: acme-pager\n          continue: true\n"]));
    expect(found).toMatchObject({ code: "MG2609", at: "route.routes.1.routes.0.continue" });
    expect(found?.reason).toContain("but no route after it takes any of its alerts");
  });

  test("that brings an alert to a receiver twice is told", () => {
    const twice = changed(
      ["receiver: audit\n", "receiver: acme-chat\n"],
      ['  - { name: audit, webhook_configs: [{ url: "http://audit" }] }\n', ""],
    );
    const found = told(twice, [...ALERTS, alert("X", "warning", "acme", { security: ["yes"] })]);
    expect(found.map(({ code, at }) => `${code} ${at}`)).toEqual(["MG2610 route.routes.1.routes.1"]);
    expect(found[0]?.reason).toBe(
      'LoginsOdd arrives at acme-chat through the route security="yes" to acme-chat and, as that continues, through the route severity="warning" to acme-chat',
    );
  });

  test("between routes that take turns brings it there once", () => {
    expect(
      told(
        changed(
          ["receiver: acme-mail\n", "receiver: acme-chat\n"],
          ["  - { name: acme-mail, email_configs: [{ to: a@example.com }] }\n", ""],
        ),
      ),
    ).toEqual([]);
  });
});

describe("names that nobody uses", () => {
  test("are told of receivers and time intervals", () => {
    expect(
      codes(
        changed(["inhibit_rules:", '  - { name: spare, webhook_configs: [{ url: "http://spare" }] }\ninhibit_rules:']),
      ),
    ).toEqual(["MG2611 receivers.6.name"]);
    expect(codes(`${RIGHT}  - { name: spare, time_intervals: [{ weekdays: [monday] }] }\n`)).toEqual([
      "MG2612 time_intervals.1.name",
    ]);
    expect(
      codes(`${RIGHT}mute_time_intervals:\n  - { name: spare, time_intervals: [{ weekdays: [monday] }] }\n`),
    ).toEqual(["MG2612 mute_time_intervals.0.name"]);
  });
});

describe("hours", () => {
  test.each([
    ['days_of_month: ["31"], months: [february]'],
    ['days_of_month: ["30:31"], months: ["february"], years: ["2024:2028"]'],
    ['days_of_month: ["29"], months: [february], years: ["2025:2027"]'],
    ["times: []"],
  ])("that never come are told: %s", (ranges) => {
    expect(
      codes(changed(['weekdays: ["monday:friday"], times: [{ start_time: "09:00", end_time: "17:00" }]', ranges])),
    ).toContain("MG2613 time_intervals.0");
  });

  test.each([
    ['days_of_month: ["29"], months: [february]'],
    ['days_of_month: ["-1"], weekdays: [monday]'],
    ['days_of_month: ["29"], months: [february], years: ["2028"]'],
    ['years: ["2020"]'],
  ])("that come now and then are not: %s", (ranges) => {
    expect(
      codes(
        changed(['weekdays: ["monday:friday"], times: [{ start_time: "09:00", end_time: "17:00" }]', ranges]),
      ).join(),
    ).not.toContain("MG2613");
  });

  const evenings = (from: string) =>
    changed(["mute_time_intervals: [office-hours]", "active_time_intervals: [evenings]"]) +
    `  - name: evenings
    time_intervals:
      - { weekdays: ["monday:friday"], times: [{ start_time: "00:00", end_time: "09:00" }, { start_time: "${from}", end_time: "24:00" }], location: Europe/Berlin }
      - { weekdays: [saturday, sunday], location: Europe/Berlin }
`;

  test("with a gap between two routes are told, hours that meet are not", () => {
    expect(told(evenings("17:00"))).toEqual([]);
    const [found] = told(evenings("18:00"));
    expect(found).toMatchObject({ code: "MG2614", at: "route.routes.1.routes.1" });
    expect(found?.reason).toContain("none of them sends from 16:00 to 17:00 UTC");
  });
});

describe("an inhibition", () => {
  test("by which a warning silences a critical alert is told", () => {
    const swapped = changed([
      'source_matchers: [severity="critical"]\n    target_matchers: [severity="warning"]',
      'source_matchers: [severity="warning"]\n    target_matchers: [severity="critical"]',
    ]);
    expect(codes(swapped)).toEqual(["MG2620 inhibit_rules.0", "MG2623 inhibit_rules.1"]);
    expect(told(swapped)[0]?.reason).toBe(
      "while LatencyRaised fires (warning), nobody hears of ClusterDown (critical)",
    );
    expect(codes(swapped, [])).toEqual(["MG2620 inhibit_rules.0"]);
    const wide = changed(
      ['target_matchers: [severity="warning"]', 'target_matchers: [severity=~"warning|critical"]'],
      ['source_matchers: [severity="critical"]', 'source_matchers: [severity="warning"]'],
    );
    expect(codes(wide)[0]).toBe("MG2620 inhibit_rules.0");
  });

  test("without the tenant is told, unless both sides name one", () => {
    expect(codes(changed(["equal: [tenant, service]", "equal: [service]"]))).toEqual(["MG2621 inhibit_rules.0"]);
    expect(told(changed(["equal: [tenant, service]", "equal: [service]"]))[0]?.suggestion).toBe("add tenant to equal");
    const both = changed(
      ['source_matchers: [severity="critical"]', 'source_matchers: [severity="critical", tenant="acme"]'],
      [
        'target_matchers: [severity="warning"]\n    equal: [tenant, service]',
        'target_matchers: [severity="warning", tenant="acme"]\n    equal: [service]',
      ],
    );
    expect(told(both)).toEqual([]);
    const one = both.replace(
      'target_matchers: [severity="warning", tenant="acme"]',
      'target_matchers: [severity="warning"]',
    );
    expect(codes(one)).toEqual(["MG2621 inhibit_rules.0"]);
  });

  test("of alerts that know no tenant is none of several tenants'", () => {
    const plain = ALERTS.map(({ labels: { tenant: _, ...labels }, ...rest }) => ({ ...rest, labels }));
    expect(codes(changed(["equal: [tenant, service]", "equal: [service]"]), plain).join()).not.toContain("MG2621");
  });

  test.each([
    [
      "source",
      'alertname="ClusterDown"',
      'alertname="SomethingElse"',
      'no alert can be its source: alertname="SomethingElse"',
    ],
    ["target", 'alertname=~"Latency.*"', 'alertname=~"Something|Else"', "no alert can be its target"],
    [
      "both",
      'alertname=~"Latency.*"',
      'alertname="ClusterDown"',
      "whatever it could silence is one of its sources as well",
    ],
    ["equal", 'alertname=~"Latency.*"', 'alertname="QueueLong"', "never agree in tenant"],
  ])("that silences nothing is told: %s", (_, from, to, reason) => {
    const [found] = told(changed([from, to]));
    expect(found).toMatchObject({ code: "MG2622", at: "inhibit_rules.1" });
    expect(found?.reason).toContain(reason);
  });

  test("and another by which alerts silence each other are told once", () => {
    const mutual = changed([
      "time_intervals:\n",
      '  - source_matchers: [alertname="LatencyHigh"]\n    target_matchers: [alertname="ClusterDown"]\n    equal: [tenant]\ntime_intervals:\n',
    ]);
    expect(codes(mutual)).toEqual(["MG2623 inhibit_rules.2"]);
  });
});
