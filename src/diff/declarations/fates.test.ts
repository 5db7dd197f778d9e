import { expect, test } from "vitest";
import { clauses } from "../../../test/diff/clauses.ts";
import { type Edit, edited, programOf } from "../../../test/diff/edited.ts";
import { BOTH_FORMS_YAML } from "../../../test/fixtures/both-forms.ts";
import { programChanges } from "../programs.ts";

const before = programOf(BOTH_FORMS_YAML);

const below = (line: string, more: string): Edit => [`\n${line}\n`, `\n${line}\n${more}\n`];

test.each<[what: string, edits: readonly Edit[], forth: readonly string[], back: readonly string[]]>([
  [
    "metrics",
    [
      below(
        "metrics:",
        "  jobs_total: { type: counter, help: Jobs., unit: jobs, labels: { queue: [a] } }\n  load: { type: gauge, help: Load. }",
      ),
      ["failed_logins_total]", "failed_logins_total, jobs_total, load]"],
    ],
    ["added metric jobs_total: a counter of jobs, by queue", "added metric load: a gauge"],
    ["removed metric jobs_total: a counter of jobs, by queue", "removed metric load: a gauge"],
  ],
  [
    "a recording",
    [below("recordings:", '  host:disk_free:sum: { expr: "sum by (host) (disk_free_bytes)" }')],
    ["added recording host:disk_free:sum: sum by (host) (disk_free_bytes)"],
    ["removed recording host:disk_free:sum: sum by (host) (disk_free_bytes)"],
  ],
  [
    "channels of each type",
    [
      below(
        "channels:",
        '  post: { type: email, to: [b@example.com, a@example.com] }\n  call: { type: webhook, url: { secret: call } }\n  chat: { type: slack, webhook: { secret: chat }, room: "#chat" }\n  pager: { type: pagerduty, routingKey: { secret: pager } }',
      ),
    ],
    [
      "added channel call: the webhook call",
      "added channel chat: Slack #chat by the webhook chat",
      "added channel pager: PagerDuty by the routing key pager",
      "added channel post: e-mail a@example.com, b@example.com",
    ],
    [
      "removed channel call: the webhook call",
      "removed channel chat: Slack #chat by the webhook chat",
      "removed channel pager: PagerDuty by the routing key pager",
      "removed channel post: e-mail a@example.com, b@example.com",
    ],
  ],
  [
    "a schedule",
    [below("schedules:", '  night: { weekdays: [monday], times: ["20:00-22:00"], zone: UTC }')],
    ["added schedule night: 20:00-22:00 on monday, UTC"],
    ["removed schedule night: 20:00-22:00 on monday, UTC"],
  ],
  [
    "SLOs, with their tiers or the usual ones",
    [
      below(
        "slos:",
        '  logins:\n    objective: 99%\n    errors: http_requests_total{status="500"}\n    total: http_requests_total\n    owner: music\n    tiers: [{ burn: 10, long: 2h, short: 5m, severity: page }]\n  more:\n    objective: 99.5%\n    errors: http_requests_total{status="501"}\n    total: http_requests_total\n    owner: music',
      ),
    ],
    [
      "added SLO logins: 99% over 30d, which leaves 7h12m of errors a month; 1 alert for music [covered]",
      "added SLO more: 99.5% over 30d, which leaves 3h36m of errors a month; 4 alerts for music [covered]",
    ],
    [
      "removed SLO logins: 99% over 30d, which leaves 7h12m of errors a month; 1 alert for music [blinder]",
      "removed SLO more: 99.5% over 30d, which leaves 3h36m of errors a month; 4 alerts for music [blinder]",
    ],
  ],
  [
    "a drift rule",
    [
      below(
        "drift:",
        "  slower: { of: http_request_duration_seconds, current: 1d, reference: 14d, tests: [{ test: psi, page: 0.3 }], minimumEvents: 10, owner: music }",
      ),
    ],
    [
      "added drift rule slower: compares http_request_duration_seconds of the last 1d with the 14d before; alerts for music [covered]",
    ],
    [
      "removed drift rule slower: compares http_request_duration_seconds of the last 1d with the 14d before; alerts for music [blinder]",
    ],
  ],
  [
    "a detector, and what it watches",
    [below("detectors:", "  Odd: { detector: iqr, watch: memory_used_ratio, severity: ticket, owner: music }")],
    [
      "changed metric memory_used_ratio: is read by an alert, which it wasn't before [covered]",
      "added detector Odd: iqr over memory_used_ratio; an alert for music [covered]",
    ],
    [
      "changed metric memory_used_ratio: is read by no alert any more [blinder]",
      "removed detector Odd: iqr over memory_used_ratio; an alert for music [blinder]",
    ],
  ],
  [
    "dashboards, the one that alerts link to among them",
    [
      below(
        "dashboards:",
        "  other:\n    type: panels\n    title: Other\n    panels: [{ title: Memory, show: memory_used_ratio }, { title: Disk, show: disk_free_bytes }]\n  one: { type: panels, title: One, panels: [{ title: Memory, show: memory_used_ratio }] }\n  overview: { type: system-overview, title: All }",
      ),
    ],
    [
      "changed tenant acme: alerts link to /d/acme--overview instead of /d/acme--system-overview",
      "added dashboard one: One with 1 panel",
      "added dashboard other: Other with 2 panels",
      "added dashboard overview: All",
    ],
    [
      "changed tenant acme: alerts link to /d/acme--system-overview instead of /d/acme--overview",
      "removed dashboard one: One with 1 panel",
      "removed dashboard other: Other with 2 panels",
      "removed dashboard overview: All",
    ],
  ],
  [
    "all dashboards",
    [
      ["dashboards:\n", "# none\n"],
      [/ {2}system-overview[\s\S]*?(?=logs:)/.exec(BOTH_FORMS_YAML)?.[0] ?? "", ""],
    ],
    [
      "changed tenant acme: alerts link to Grafana instead of /d/acme--system-overview",
      "removed dashboard api-performance: API performance",
      "removed dashboard own: Own with 1 panel",
      "removed dashboard system-overview: System overview",
    ],
    [
      "changed tenant acme: alerts link to /d/acme--system-overview instead of Grafana",
      "added dashboard api-performance: API performance",
      "added dashboard own: Own with 1 panel",
      "added dashboard system-overview: System overview",
    ],
  ],
  [
    "a stream of logs",
    [below("logs:", "  errors: { ecs: [url.path], fields: { a: keyword }, retention: 14d }")],
    ["added log stream errors: 2 fields of its own, kept for 14d [covered]"],
    ["removed log stream errors: 2 fields of its own, kept for 14d [blinder]"],
  ],
  [
    "a scrape job of more targets than are listed",
    [below("scrapes:", "  more: { targets: [a:1, b:1, c:1, d:1, e:1, f:1], metrics: [], interval: 1m }")],
    ["added scrape job more: reads a:1, b:1, c:1, d:1, e:1 and 1 more every 1m [covered]"],
    ["removed scrape job more: reads a:1, b:1, c:1, d:1, e:1 and 1 more every 1m [blinder]"],
  ],
  [
    "a heartbeat",
    [below("alerts:", "  Beat: { heartbeat: true, severity: ticket, owner: music }")],
    ["added alert Beat: fires always; opens a ticket, wakes Slack room [covered]"],
    ["removed alert Beat: fires always; opens a ticket, wakes Slack room [blinder]"],
  ],
  [
    "what holds an alert back",
    [["causedBy: [ErrorRatioHigh]", "causedBy: [ErrorRatioHigh, Down]"]],
    ["changed alert Slow: is held back while Down fires [quieter]"],
    ["changed alert Slow: is no longer held back while Down fires [noisier]"],
  ],
  [
    "a wait",
    [
      [
        "for: 15m\n    severity: ticket\n    owner: music\n    causedBy",
        "severity: ticket\n    owner: music\n    causedBy",
      ],
    ],
    ["changed alert Slow: is heard at once instead of after 15m: sooner, and of shorter incidents too [noisier]"],
    ["changed alert Slow: is heard after 15m instead of at once: later, and never of shorter incidents [blinder]"],
  ],
  [
    "unit, range and spaces",
    [
      [
        "memory_used_ratio: { type: gauge, help: Memory in use., unit: ratio, ",
        'memory_used_ratio: { type: gauge, help: "Memory  in use.", unit: bytes, ',
      ],
    ],
    [
      "changed metric memory_used_ratio: help has other spaces",
      "changed metric memory_used_ratio: counts bytes instead of ratio",
      "changed metric memory_used_ratio: lies within 0B … any number instead of 0% … 100%",
    ],
    [
      "changed metric memory_used_ratio: help has other spaces",
      "changed metric memory_used_ratio: counts ratio instead of bytes",
      "changed metric memory_used_ratio: lies within 0% … 100% instead of 0B … any number",
    ],
  ],
  [
    "the type of a metric",
    [["  memory_used_ratio: { type: gauge,", "  memory_used_ratio: { type: histogram, buckets: [0.5, 1],"]],
    [
      "changed metric memory_used_ratio: is a histogram instead of gauge",
      "changed metric memory_used_ratio: lies within 0% … any number instead of 0% … 100%",
      "changed metric memory_used_ratio: has buckets at 50%, 100% as well",
    ],
    [
      "changed metric memory_used_ratio: is a gauge instead of histogram",
      "changed metric memory_used_ratio: lies within 0% … 100% instead of 0% … any number",
      "changed metric memory_used_ratio: no longer has buckets at 50%, 100%",
    ],
  ],
  [
    "a bucket",
    [["0.5, 1]", "0.5, 1, 2]"]],
    ["changed metric http_request_duration_seconds: has buckets at 2s as well"],
    ["changed metric http_request_duration_seconds: no longer has buckets at 2s"],
  ],
  [
    "a value of a label",
    [["[player, search]", "[player, search, albums]"]],
    [
      "changed metric http_request_duration_seconds: service can be albums, too",
      "changed metric http_requests_total: service can be albums, too",
    ],
    [
      "changed metric http_request_duration_seconds: service can no longer be albums",
      "changed metric http_requests_total: service can no longer be albums",
    ],
  ],
  [
    "an objective and its events",
    [
      ["objective: 99.9%", "objective: 99.5%"],
      ["minimumEvents: 100", "minimumEvents: 200"],
    ],
    [
      "changed SLO availability: has an objective of 99.5% instead of 99.9%: 3h36m of errors a month instead of 43m12s [blinder]",
      "changed SLO availability: is silent below 200 instead of 100 events [blinder]",
    ],
    [
      "changed SLO availability: has an objective of 99.9% instead of 99.5%: 43m12s of errors a month instead of 3h36m [noisier]",
      "changed SLO availability: is silent below 100 instead of 200 events [noisier]",
    ],
  ],
  [
    "a tier",
    [
      [
        "{ burn: 10, long: 1h, short: 5m, severity: page }",
        "{ burn: 20, long: 1h, short: 5m, severity: page }, { burn: 5, long: 6h, short: 30m, severity: ticket }",
      ],
    ],
    [
      "changed SLO speed: over 1h, fires from 20 instead of 10 times the pace that the budget allows [blinder]",
      "changed SLO speed: watches 6h and 30m: a ticket from 5 times the pace that the budget allows, above 5% of errors [noisier]",
    ],
    [
      "changed SLO speed: over 1h, fires from 10 instead of 20 times the pace that the budget allows [noisier]",
      "changed SLO speed: no longer watches 6h and 30m: a ticket from 5 times the pace that the budget allows, above 5% of errors [blinder]",
    ],
  ],
  [
    "all windows of an SLO",
    [
      ["objective: 99%\n", "objective: 99%\n    window: 7d\n"],
      ["burn: 10, long: 1h, short: 5m, severity: page", "burn: 10, long: 2h, short: 10m, severity: page"],
    ],
    [
      "changed SLO speed: is judged over 7d instead of 30d",
      "changed SLO speed: watches 2h and 10m: a page from 10 times the pace that the budget allows, above 10% of errors [noisier]",
      "changed SLO speed: no longer watches 1h and 5m: a page from 10 times the pace that the budget allows, above 10% of errors [blinder]",
    ],
    [
      "changed SLO speed: is judged over 30d instead of 7d",
      "changed SLO speed: watches 1h and 5m: a page from 10 times the pace that the budget allows, above 10% of errors [noisier]",
      "changed SLO speed: no longer watches 2h and 10m: a page from 10 times the pace that the budget allows, above 10% of errors [blinder]",
    ],
  ],
  [
    "an override of a tier's bound",
    [
      [
        "AvailabilityBurn3d: { severity: info }",
        "AvailabilityBurn3d: { severity: info }\n  AvailabilityBurn1h: { bound: 5% }",
      ],
    ],
    [
      "changed SLO availability: AvailabilityBurn1h: fires above 5% instead of 1.44% [blinder]",
      "changed SLO availability: AvailabilityBurn1h: fires only while the error ratio of availability over 5m is above 5% instead of 1.44% [blinder]",
    ],
    [
      "changed SLO availability: AvailabilityBurn1h: fires above 1.44% instead of 5% [noisier]",
      "changed SLO availability: AvailabilityBurn1h: fires only while the error ratio of availability over 5m is above 1.44% instead of 5% [noisier]",
    ],
  ],
  [
    "an override beside another objective",
    [
      ["objective: 99.9%", "objective: 99.5%"],
      [
        "AvailabilityBurn3d: { severity: info }",
        "AvailabilityBurn3d: { severity: info }\n  AvailabilityBurn1h: { bound: 5% }",
      ],
    ],
    [
      "changed SLO availability: has an objective of 99.5% instead of 99.9%: 3h36m of errors a month instead of 43m12s [blinder]",
      "changed SLO availability: AvailabilityBurn1h: fires above 5% instead of 1.44% [blinder]",
      "changed SLO availability: AvailabilityBurn1h: fires only while the error ratio of availability over 5m is above 5% instead of 1.44% [blinder]",
    ],
    [
      "changed SLO availability: has an objective of 99.9% instead of 99.5%: 43m12s of errors a month instead of 3h36m [noisier]",
      "changed SLO availability: AvailabilityBurn1h: fires above 1.44% instead of 5% [noisier]",
      "changed SLO availability: AvailabilityBurn1h: fires only while the error ratio of availability over 5m is above 1.44% instead of 5% [noisier]",
    ],
  ],
  [
    "series and reference of a drift rule",
    [
      ["of: http_request_duration_seconds\n", 'of: http_request_duration_seconds{service="player"}\n'],
      ["reference: 7d", "reference: 14d"],
    ],
    [
      "changed drift rule speed: compares with the 14d instead of 7d before",
      'changed drift rule speed: reads http_request_duration_seconds{service="player"} instead of http_request_duration_seconds',
      'changed drift rule speed: reads http_request_duration_seconds_count{service="player"} instead of http_request_duration_seconds_count [blinder]',
    ],
    [
      "changed drift rule speed: compares with the 7d instead of 14d before",
      'changed drift rule speed: reads http_request_duration_seconds instead of http_request_duration_seconds{service="player"}',
      'changed drift rule speed: reads http_request_duration_seconds_count instead of http_request_duration_seconds_count{service="player"} [noisier]',
    ],
  ],
  [
    "the metric of a drift rule",
    [
      below(
        "metrics:",
        "  wait_seconds: { type: histogram, help: Waits., unit: seconds, labels: { service: [player] }, buckets: [1, 2] }",
      ),
      ["failed_logins_total]", "failed_logins_total, wait_seconds]"],
      ["of: http_request_duration_seconds\n", "of: wait_seconds\n"],
    ],
    [
      "added metric wait_seconds: a histogram of seconds, by service",
      "changed drift rule speed: watches wait_seconds instead of http_request_duration_seconds",
      "changed drift rule speed: reads wait_seconds_count instead of http_request_duration_seconds_count",
    ],
    [
      "removed metric wait_seconds: a histogram of seconds, by service",
      "changed drift rule speed: watches http_request_duration_seconds instead of wait_seconds",
      "changed drift rule speed: reads http_request_duration_seconds_count instead of wait_seconds_count",
    ],
  ],
  [
    "a test of a drift rule",
    [["{ test: psi, page: 0.2 }, { test: ks, ticket: 0.1 }", "{ test: psi, page: 0.2 }"]],
    ["changed drift rule speed: has no alert SpeedDriftKSTicket any more [blinder]"],
    ["changed drift rule speed: has an alert SpeedDriftKSTicket now [covered]"],
  ],
  [
    "side and sensitivity of a detector",
    [
      ["direction: below", "direction: above"],
      ["sensitivity: 2", "sensitivity: 3"],
    ],
    [
      "changed detector Unusual: finds values above instead of below what is usual",
      "changed detector Unusual: has a sensitivity of 3 instead of 2: finds smaller deviations [noisier]",
    ],
    [
      "changed detector Unusual: finds values below instead of above what is usual",
      "changed detector Unusual: has a sensitivity of 2 instead of 3: finds only greater deviations [blinder]",
    ],
  ],
  [
    "a second side",
    [["direction: below", "direction: both"]],
    ["changed detector Unusual: finds values above or below instead of below what is usual [noisier]"],
    ["changed detector Unusual: finds values below instead of above or below what is usual [blinder]"],
  ],
  [
    "a detector's alert, and what is watched",
    [["overrides:\n", "overrides:\n  Unusual: { enabled: false }\n"]],
    ["changed detector Unusual: has no alert Unusual any more [blinder]"],
    ["changed detector Unusual: has an alert Unusual now [covered]"],
  ],
  [
    "the type of a dashboard",
    [
      [
        "system-overview: { type: system-overview }",
        "system-overview: { type: panels, title: System overview, panels: [{ title: Memory, show: memory_used_ratio }] }",
      ],
    ],
    [
      "changed tenant acme: alerts link to /d/acme--api-performance instead of /d/acme--system-overview",
      "changed dashboard system-overview: is of the type panels instead of system-overview",
    ],
    [
      "changed tenant acme: alerts link to /d/acme--system-overview instead of /d/acme--api-performance",
      "changed dashboard system-overview: is of the type system-overview instead of panels",
    ],
  ],
  [
    "panels of one title",
    [
      [
        "    panels:\n",
        "    panels:\n      - { title: Memory, show: memory_used_ratio }\n      - { title: Memory, show: disk_free_bytes }\n",
      ],
    ],
    ["changed dashboard own: has a panel Memory now", "changed dashboard own: has a panel Memory (2) now"],
    ["changed dashboard own: has no panel Memory any more", "changed dashboard own: has no panel Memory (2) any more"],
  ],
  [
    "retention",
    [["retention: 30d", "retention: 60d"]],
    ["changed log stream access: is kept for 60d instead of 30d"],
    ["changed log stream access: is kept for 30d instead of 60d [blinder]"],
  ],
  [
    "a recording's groups",
    [['sum by (service) (rate(http_requests_total[5m]))" }', 'sum(rate(http_requests_total[5m]))" }']],
    ["changed recording service:http_requests:rate5m: is computed over everything instead of for each service"],
    ["changed recording service:http_requests:rate5m: is computed for each service instead of over everything"],
  ],
  [
    "a recording as a whole",
    [['sum by (service) (rate(http_requests_total[5m]))" }', 'sum by (service) (irate(http_requests_total[5m]))" }']],
    [
      "changed recording service:http_requests:rate5m: expr is another expression\n  -sum by (service) (rate(http_requests_total[5m]))\n  +sum by (service) (irate(http_requests_total[5m]))",
    ],
    [
      "changed recording service:http_requests:rate5m: expr is another expression\n  -sum by (service) (irate(http_requests_total[5m]))\n  +sum by (service) (rate(http_requests_total[5m]))",
    ],
  ],
  [
    "a description of several lines",
    [["access: { ecs", 'access: { description: "Requests.\\nAll of them.", ecs']],
    ["changed log stream access: has a description now\n  +Requests.\n  +All of them."],
    ["changed log stream access: has no description any more\n  -Requests.\n  -All of them."],
  ],
])("%s, there and back", (_, edits, forth, back) => {
  const after = programOf(edited(BOTH_FORMS_YAML, edits));
  expect(clauses(programChanges(before, after))).toEqual(forth);
  expect(clauses(programChanges(after, before))).toEqual(back);
});

test("panels in another order", () => {
  const panels = [
    "      - { title: Memory, show: memory_used_ratio }\n",
    "      - { title: Disk, show: disk_free_bytes }\n",
  ];
  const [old, now] = [panels, [...panels].reverse()].map((all) =>
    programOf(edited(BOTH_FORMS_YAML, [["    panels:\n", `    panels:\n${all.join("")}`]])),
  );
  if (old === undefined || now === undefined) throw new Error("both compile");
  expect(clauses(programChanges(old, now))).toEqual(["changed dashboard own: shows its panels in another order"]);
});

test("how often an alert comes, where what it reads is recorded otherwise", () => {
  const recorded = (expr: string) =>
    programOf(
      edited(BOTH_FORMS_YAML, [
        below("recordings:", `  all:disk_free:sum: { expr: "${expr}" }`),
        below("alerts:", "  Full: { when: all:disk_free:sum < 1, severity: ticket, owner: music, summary: Full }"),
      ]),
    );
  const [each, all] = [recorded("sum by (host) (disk_free_bytes)"), recorded("sum(disk_free_bytes)")];
  expect(clauses(programChanges(each, all))[1]).toBe("changed alert Full: comes once instead of once for each host");
  expect(clauses(programChanges(all, each))[1]).toBe("changed alert Full: comes once for each host instead of once");
});

const withChannels = (prefix: string, many: number) =>
  programOf(
    edited(BOTH_FORMS_YAML, [
      below(
        "channels:",
        Array.from({ length: many }, (_, n) => `  ${prefix}-${n}: { type: email, to: [all@example.com] }`).join("\n"),
      ),
    ]),
  );

test("several that only have other names are paired, each with one", () => {
  expect(clauses(programChanges(withChannels("a", 3), withChannels("b", 3)))).toEqual([
    "renamed channel b-0 (a-0)",
    "renamed channel b-1 (a-1)",
    "renamed channel b-2 (a-2)",
  ]);
});

test("another name of a metric changes nothing of those who read it", () => {
  const after = programOf(BOTH_FORMS_YAML.replaceAll("http_request_duration_seconds", "http_answer_seconds"));
  expect(clauses(programChanges(before, after))).toEqual([
    "renamed metric http_answer_seconds (http_request_duration_seconds)",
  ]);
});

test("nobody looks for names among very many", () => {
  const fates = programChanges(withChannels("a", 101), withChannels("b", 101)).map(({ fate }) => fate);
  expect(fates).toEqual([
    ...Array.from({ length: 101 }, () => "added"),
    ...Array.from({ length: 101 }, () => "removed"),
  ]);
});

test("texts that are too long to be aligned are set one after the other", () => {
  const described = (first: string) =>
    programOf(
      edited(BOTH_FORMS_YAML, [
        ["description: Streams music.", `description: ${JSON.stringify(`${first}${"\n-".repeat(400)}`)}`],
      ]),
    );
  const [change] = programChanges(described("A."), described("B."));
  const signs = change?.details[0]?.lines?.map(({ sign }) => sign).join("") ?? "";
  expect(signs).toMatch(/^-{400,}\+{400,}$/);
});
