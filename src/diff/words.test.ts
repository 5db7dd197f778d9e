import { expect, test } from "vitest";
import { clauses } from "../../test/diff/clauses.ts";
import { type Edit, edited, programOf, shared } from "../../test/diff/edited.ts";
import { BOTH_FORMS_YAML, ORGANISATION_YAML } from "../../test/fixtures/both-forms.ts";
import { organisationChanges } from "./declarations/organisation.ts";
import { programChanges } from "./programs.ts";
import { changed } from "./wording.ts";

const before = programOf(BOTH_FORMS_YAML);

const said = (...edits: readonly Edit[]): readonly string[] =>
  clauses(programChanges(before, programOf(edited(BOTH_FORMS_YAML, edits))));

test("nothing is said of the same", () => {
  expect(said()).toEqual([]);
});

test.each<[string, readonly Edit[], readonly string[]]>([
  [
    "a threshold, in the author's unit",
    [["> 0.2\n", "> 0.3\n"]],
    ["changed alert Slow: fires above 300ms instead of 200ms [blinder]"],
  ],
  [
    "a threshold from below",
    [["avg by (job) (up) < 0.5", "avg by (job) (up) < 0.75"]],
    ["changed alert Down: fires below 75% instead of 50% [noisier]"],
  ],
  [
    "a comparison that takes its bound in",
    [["avg by (job) (up) < 0.5", "avg by (job) (up) <= 0.5"]],
    ["changed alert Down: fires up to 50% instead of below 50% [noisier]"],
  ],
  [
    "a comparison turned round, which means something else altogether",
    [["avg by (job) (up) < 0.5", "avg by (job) (up) > 0.5"]],
    ["changed alert Down: fires above 50% instead of below 50%"],
  ],
  [
    "what is asked beside",
    [["and service:http_requests:rate5m > 1", "and service:http_requests:rate5m > 2"]],
    [
      "changed alert ErrorRatioHigh: fires only while service:http_requests:rate5m is above 2/s instead of 1/s [blinder]",
    ],
  ],
  [
    "a window",
    [
      [
        'sum by (service) (rate(http_requests_total{status=~"5.."}[5m])) / service:http_requests:rate5m > 0.01',
        'sum by (service) (rate(http_requests_total{status=~"5.."}[10m])) / service:http_requests:rate5m > 0.01',
      ],
    ],
    ["changed alert ErrorRatioHigh: looks back over 10m instead of 5m"],
  ],
  [
    "a quantile",
    [["histogram_quantile(0.95", "histogram_quantile(0.99"]],
    ["changed alert Slow: looks at the 99th percentile instead of the 95th percentile [noisier]"],
  ],
  [
    "how far a prediction looks ahead",
    [["predict_linear(disk_free_bytes[6h], 14400)", "predict_linear(disk_free_bytes[6h], 28800)"]],
    ["changed alert DiskWillFill: looks 8h instead of 4h ahead"],
  ],
  [
    "which series are read",
    [['absent(http_requests_total{service!="search"})', 'absent(http_requests_total{service="player"})']],
    [
      'changed alert Missing: reads http_requests_total{service="player"} instead of http_requests_total{service!="search"}',
    ],
  ],
  [
    "another condition",
    [["avg by (job) (up) < 0.5", "min by (job) (up) == 0"]],
    [
      "changed alert Down: fires on another condition: when the smallest of up for each job is 0%, and no longer when the average of up for each job is below 50%\n  -avg by (job) (up) < 0.5\n  +min by (job) (up) == 0",
    ],
  ],
  [
    "for how long a condition must hold",
    [["for: 15m\n    severity: ticket", "for: 5m\n    severity: ticket"]],
    ["changed alert Slow: is heard after 5m instead of after 15m: sooner, and of shorter incidents too [noisier]"],
  ],
  [
    "for how long it keeps firing",
    [["keepFiringFor: 5m", "keepFiringFor: 10m"]],
    ["changed alert ErrorRatioHigh: keeps firing for 10m instead of 5m after its condition no longer holds"],
  ],
  [
    "a severity, and with it who is woken",
    [
      [
        "severity: page\n    owner: music\n    summary: No metrics",
        "severity: ticket\n    owner: music\n    summary: No metrics",
      ],
    ],
    [
      "changed alert Missing: opens a ticket instead of paging [quieter]",
      "changed alert Missing: wakes Slack room instead of PagerDuty oncall during office, otherwise e-mail mail [rerouted]",
    ],
  ],
  [
    "texts and labels",
    [
      ["summary: Requests fail", "summary: Requests break"],
      ["labels: { tier: front }", "labels: { tier: back }"],
    ],
    [
      'changed alert ErrorRatioHigh: labels: {"tier":"front"} → {"tier":"back"}',
      "changed alert ErrorRatioHigh: summary: Requests break instead of Requests fail",
    ],
  ],
  [
    "a runbook, line by line",
    [["[Look at the last release., Roll it back.]", "[Look at the last release., Roll it forward.]"]],
    [
      "changed alert ErrorRatioHigh: runbook reads otherwise\n   1. Look at the last release.\n  -2. Roll it back.\n  +2. Roll it forward.",
    ],
  ],
  [
    "a cause",
    [["    causedBy: [ErrorRatioHigh]\n", ""]],
    ["changed alert Slow: is no longer held back while ErrorRatioHigh fires for the same service [noisier]"],
  ],
  [
    "an alert that has gone, and what nobody watches any more",
    [
      [/ {2}DiskWillFill:[\s\S]*?disk will be full\n/.exec(BOTH_FORMS_YAML)?.[0] ?? "", ""],
      ["      DiskWillFill: { enabled: false }\n", ""],
    ],
    [
      "changed metric disk_free_bytes: is read by no alert any more [blinder]",
      "removed alert DiskWillFill: fires when what disk_free_bytes over 6h leads to in 4h is below 0B; pages, wakes PagerDuty oncall during office, otherwise e-mail mail [blinder]",
    ],
  ],
  [
    "an alert that has come",
    [
      [
        "  Alive:",
        "  Full: { when: memory_used_ratio > 0.9, for: 5m, severity: ticket, owner: music, summary: Full }\n  Alive:",
      ],
    ],
    [
      "changed metric memory_used_ratio: is read by an alert, which it wasn't before [covered]",
      "added alert Full: fires when memory_used_ratio is above 90%, for 5m; opens a ticket, wakes Slack room [covered]",
    ],
  ],
  [
    "another name for an alert",
    [["  Missing:", "  Vanished:"]],
    ["renamed alert Vanished (Missing): silences of Missing don't hold it back"],
  ],
  [
    "an objective, in minutes a month",
    [["objective: 99.9%", "objective: 99.95%"]],
    [
      "changed SLO availability: has an objective of 99.95% instead of 99.9%: 21m36s of errors a month instead of 43m12s [noisier]",
    ],
  ],
  [
    "what an objective counts",
    [
      [
        '    errors: http_requests_total{status=~"5.."}\n    total',
        '    errors: http_requests_total{status="500"}\n    total',
      ],
    ],
    ['changed SLO availability: reads http_requests_total{status="500"} instead of http_requests_total{status=~"5.."}'],
  ],
  [
    "a tier",
    [["burn: 10, long: 1h, short: 5m, severity: page", "burn: 5, long: 1h, short: 10m, severity: ticket"]],
    [
      "changed SLO speed: over 1h, fires from 5 instead of 10 times the pace that the budget allows [noisier]",
      "changed SLO speed: over 1h, looks at the last 10m instead of 5m to tell whether errors go on",
      "changed SLO speed: over 1h, opens a ticket instead of paging [quieter]",
      "changed SLO speed: wakes Slack room instead of PagerDuty oncall during office, otherwise e-mail mail [rerouted]",
    ],
  ],
  [
    "an override of an objective's alert",
    [["AvailabilityBurn3d: { severity: info }", "AvailabilityBurn3d: { enabled: false }"]],
    ["changed SLO availability: has no alert AvailabilityBurn3d any more [blinder]"],
  ],
  [
    "drift",
    [
      ["page: 0.2", "page: 0.3"],
      ["current: 1d", "current: 2d"],
    ],
    [
      "changed drift rule speed: judges the last 2d instead of 1d",
      "changed drift rule speed: SpeedDriftPSI: fires above 0.3 instead of 0.2 [blinder]",
    ],
  ],
  [
    "a security rule",
    [["atLeast: 10, within: 10m", "atLeast: 5, within: 1h"]],
    [
      "changed security rule Guessing: fires from 5 logins instead of 10 logins [noisier]",
      "changed security rule Guessing: looks back over 1h instead of 10m [noisier]",
    ],
  ],
  [
    "a detector",
    [
      ["detector: adaptive-z-score", "detector: iqr"],
      ["{ halfLifeSamples: 120, memory: exponential }", "{ windowSamples: 300 }"],
      ["direction: below", "direction: both"],
      ["sensitivity: 2", "sensitivity: 1"],
    ],
    [
      "changed detector Unusual: judges by iqr instead of adaptive-z-score",
      "changed detector Unusual: finds values above or below instead of below what is usual [noisier]",
      "changed detector Unusual: has a sensitivity of 1 instead of 2: finds only greater deviations [blinder]",
      "changed detector Unusual: has halfLifeSamples at its default instead of 120",
      'changed detector Unusual: has memory at its default instead of "exponential"',
      "changed detector Unusual: has windowSamples at 300 instead of its default",
    ],
  ],
  [
    "where a team's tickets go, with all alerts that are about it",
    [["ticket: room, info", "ticket: mail, info"]],
    [
      "changed team music: ticket goes to e-mail mail instead of Slack room [rerouted] {AvailabilityBurn1d Guessing Slow SpeedDriftKSTicket Unusual}",
    ],
  ],
  [
    "a channel, with all alerts that are heard on it",
    [['room: "#music"', 'room: "#loud"']],
    [
      "changed channel room: reaches Slack #loud by the webhook slack/acme instead of Slack #music by the webhook slack/acme [rerouted] {AvailabilityBurn1d Guessing Slow SpeedDriftKSTicket Unusual}",
    ],
  ],
  [
    "a schedule",
    [['times: ["09:00-17:30"]', 'times: ["08:00-20:00"]']],
    [
      "changed schedule office: times: 08:00-20:00 instead of 09:00-17:30 [rerouted] {AvailabilityBurn1h AvailabilityBurn6h DiskWillFill Down ErrorRatioHigh Missing SpeedBurn1h SpeedDriftPSI}",
    ],
  ],
  [
    "another name for a channel, and nothing about those who use it",
    [
      ["  mail: {", "  letters: {"],
      ["otherwise: mail", "otherwise: letters"],
    ],
    ["renamed channel letters (mail)"],
  ],
  [
    "a metric",
    [["labels: { host: { upTo: 20 } } }\n  failed", "labels: { host: { upTo: 40 }, mount: [root] } }\n  failed"]],
    [
      "changed metric disk_free_bytes: has mount as well",
      "changed metric disk_free_bytes: host has up to 40 values instead of up to 20 values",
      "changed alert DiskWillFill: comes once for each host, instance, job, mount instead of once for each host, instance, job",
    ],
  ],
  [
    "buckets",
    [["buckets: [0.05, 0.1, 0.2, 0.5, 1]", "buckets: [0.1, 0.2, 0.5, 1, 2]"]],
    [
      "changed metric http_request_duration_seconds: has buckets at 2s as well",
      "changed metric http_request_duration_seconds: no longer has buckets at 50ms",
    ],
  ],
  [
    "a recording",
    [['sum by (service) (rate(http_requests_total[5m]))" }', 'sum by (service) (rate(http_requests_total[10m]))" }']],
    ["changed recording service:http_requests:rate5m: looks back over 10m instead of 5m"],
  ],
  [
    "a scrape job",
    [
      ["targets: [a.example.com:9100, b.example.com:9100]", "targets: [b.example.com:9100, c.example.com:9100]"],
      ["interval: 15s", "interval: 1m"],
    ],
    [
      "changed scrape job api: is read every 1m instead of 15s",
      "changed scrape job hosts: reads c.example.com:9100, too [covered]",
      "changed scrape job hosts: no longer reads a.example.com:9100 [blinder]",
    ],
  ],
  [
    "a dashboard",
    [
      ["as: timeseries", "as: stat"],
      ["title: Own", "title: Ours"],
    ],
    [
      "changed dashboard own: title: Ours instead of Own",
      "changed dashboard own: panel Errors: is drawn as stat instead of timeseries",
    ],
  ],
  [
    "logs",
    [["fields: { track: keyword }, retention: 30d", "fields: { track: text, album: long }, retention: 14d"]],
    [
      "changed log stream access: maps album, too",
      "changed log stream access: maps track as text instead of keyword, in indices that are made from now on",
      "changed log stream access: is kept for 14d instead of 30d [blinder]",
    ],
  ],
  [
    "the sidecar",
    [["port: 8001", "port: 8002"]],
    ["changed sidecar sidecar: port: 8001 → 8002", "changed sidecar sidecar: address: localhost:8001 → localhost:8002"],
  ],
  [
    "every property of a metric",
    [
      [
        "memory_used_ratio: { type: gauge, help: Memory in use., unit: ratio, labels: { host: { upTo: 20 } } }",
        "memory_used_ratio: { type: gauge, help: Memory., unit: bytes, labels: { host: [a, b] }, range: { from: 0B, to: 1GiB } }",
      ],
    ],
    [
      "changed metric memory_used_ratio: help: Memory. instead of Memory in use.",
      "changed metric memory_used_ratio: counts bytes instead of ratio",
      "changed metric memory_used_ratio: host has 2 values instead of up to 20 values",
      "changed metric memory_used_ratio: lies within 0B … 1GiB instead of 0% … 100%",
    ],
  ],
  [
    "who exposes a metric",
    [
      ["metrics: [memory_used_ratio, disk_free_bytes]", "metrics: [disk_free_bytes]"],
      ["failed_logins_total]", "failed_logins_total, memory_used_ratio]"],
    ],
    ["changed metric memory_used_ratio: is exposed by api instead of hosts"],
  ],
  [
    "how a job is read",
    [
      ["scheme: https", "scheme: http"],
      ["path: /node/metrics", "path: /metrics"],
      ["secret: hosts/acme", "secret: hosts/all"],
    ],
    [
      "changed scrape job hosts: path: /node/metrics → /metrics",
      "changed scrape job hosts: scheme: https → http",
      "changed scrape job hosts: shows the secret hosts/all instead of hosts/acme",
    ],
  ],
  [
    "where lines stay, and which fields of ECS they have",
    [
      ["hot: 3d", "hot: 5d"],
      ["ecs: [http.request.method]", "ecs: [url.path]"],
    ],
    [
      "changed log stream access: maps url.path, too",
      "changed log stream access: no longer maps http.request.method",
      "changed log stream access: stays hot for 5d instead of 3d",
    ],
  ],
  [
    "an objective's window, events and owner",
    [
      ["objective: 99.9%", "objective: 99.9%\n    window: 7d"],
      ["minimumEvents: 100", "minimumEvents: 50"],
      ["teams:\n", "teams:\n  ops: { page: oncall, ticket: room, info: hook }\n"],
      ["minimumEvents: 50\n    owner: music", "minimumEvents: 50\n    owner: ops"],
    ],
    [
      "added team ops: page to PagerDuty oncall; ticket to Slack room; info to webhook hook",
      "changed SLO availability: is judged over 7d instead of 30d",
      "changed SLO availability: is silent below 50 instead of 100 events [noisier]",
      "changed SLO availability: belongs to ops instead of music",
      "changed SLO availability: AvailabilityBurn1h: wakes PagerDuty oncall instead of PagerDuty oncall during office, otherwise e-mail mail [rerouted]",
      "changed SLO availability: AvailabilityBurn6h: wakes PagerDuty oncall instead of PagerDuty oncall during office, otherwise e-mail mail [rerouted]",
    ],
  ],
  [
    "panels that come, go and move",
    [
      [
        "        alert: ErrorRatioHigh\n        description: Failed requests.\n",
        "        description: Errors.\n      - { title: Memory, show: memory_used_ratio }\n",
      ],
    ],
    [
      "changed dashboard own: has a panel Memory now",
      "changed dashboard own: panel Errors: description: Errors. instead of Failed requests.",
      "changed dashboard own: panel Errors: draws the threshold of nothing instead of ErrorRatioHigh",
    ],
  ],
  [
    "what a dashboard of an API reads",
    [
      [
        '    errors: http_requests_total{status=~"5.."}\n    latency',
        '    errors: http_requests_total{status="500"}\n    latency',
      ],
      ["by: service\n  own", "by: instance\n  own"],
    ],
    [
      'changed dashboard api-performance: errors: reads http_requests_total{status="500"} instead of http_requests_total{status=~"5.."}',
      "changed dashboard api-performance: is drawn for each instance instead of each service",
    ],
  ],
  ["the tenant itself", [["title: Acme", "title: ACME"]], ["changed tenant acme: title: ACME instead of Acme"]],
])("%s", (_, edits, expected) => {
  expect(said(...edits)).toEqual(expected);
});

const AS_IT_WAS = "alertmanager:\n  fallback: operations";

test.each<[string, Edit, readonly string[]]>([
  [
    "how often is repeated",
    [AS_IT_WAS, `${AS_IT_WAS}\n  repeat: { page: 1h }\n  groupWait: 1m`],
    [
      "changed organisation meridian: waits before the first notification of a group for 1m instead of 30s",
      "changed organisation meridian: repeats notifications of severity page every 1h instead of 4h [noisier]",
    ],
  ],
  [
    "Prometheus",
    ['version: "3.15", scrapeInterval: 30s', 'version: "3.5", scrapeInterval: 15s'],
    [
      "changed organisation meridian: Prometheus: 3.15 → 3.5",
      "changed organisation meridian: reads targets every 15s instead of 30s",
    ],
  ],
  [
    "servers",
    ["prometheus: https://prometheus.example.com", "prometheus: https://metrics.example.com"],
    ["changed environment production: prometheus: https://prometheus.example.com → https://metrics.example.com"],
  ],
  [
    "where alerts of nobody go",
    ['room: "#operations"', 'room: "#ops"'],
    [
      "changed organisation meridian: sends alerts of no tenant to operations (Slack #ops by the webhook slack/operations) instead of operations (Slack #operations by the webhook slack/operations) [rerouted]",
    ],
  ],
])("what all tenants share is told once: %s", (_, edit, expected) => {
  const after = programOf(BOTH_FORMS_YAML, shared(edited(ORGANISATION_YAML, [edit])));
  expect(clauses(organisationChanges({ before, after }))).toEqual(expected);
  expect(clauses(programChanges(before, after))).toEqual([]);
});

test("what tells tenants apart is told once, and by who joins by it", () => {
  const customer = shared(edited(ORGANISATION_YAML, [["organisation: meridian\n", "$&tenantLabel: customer\n"]]));
  const after = programOf(BOTH_FORMS_YAML, customer);
  expect(clauses(organisationChanges({ before, after }))).toEqual([
    "changed organisation meridian: tells tenants apart by customer instead of tenant",
  ]);
});

test("maps are told by what is in them", () => {
  const map = (value: number) => new Map([["a", value]]);
  expect(changed("limits", map(1), map(1))).toEqual([]);
  expect(changed("limits", map(1), map(2))).toHaveLength(1);
});
