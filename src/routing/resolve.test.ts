import { describe, expect, it } from "vitest";
import type { RoutingConfig } from "./config.ts";
import { readRouting } from "./read-config.ts";
import { isSent, notifications, routingTree } from "./resolve.ts";

const { config, problems } = readRouting({
  route: {
    receiver: "default",
    group_by: ["alertname"],
    routes: [
      {
        receiver: "office",
        matchers: ["severity=~warning|critical"],
        active_time_intervals: ["office hours"],
        group_wait: "1m",
        continue: true,
      },
      { receiver: "oncall", matchers: ["severity=critical"], group_by: ["..."], repeat_interval: "30m" },
    ],
  },
  receivers: [{ name: "default" }, { name: "office" }, { name: "oncall" }],
  time_intervals: [
    {
      name: "office hours",
      time_intervals: [
        { weekdays: ["monday:friday"], times: [{ start_time: "08:00", end_time: "18:00" }], location: "Europe/Berlin" },
      ],
    },
  ],
  inhibit_rules: [
    { source_matchers: ["alertname=ClusterDown"], target_matchers: ["severity=critical"], equal: ["cluster"] },
  ],
});

const routing: RoutingConfig = config ?? expect.fail("no route");
const alert = { alertname: "Slow", severity: "critical", cluster: "eu" };
const MONDAY_NIGHT = Date.parse("2026-01-05T22:00:00Z");
const MONDAY_NOON = Date.parse("2026-01-05T12:00:00Z");

describe("the notifications of an alert", () => {
  it("say who gets it, grouped how, and when", () => {
    expect(problems).toEqual([]);
    expect(notifications(routing, alert)).toMatchObject([
      {
        receiver: "office",
        groupLabels: { alertname: "Slow" },
        groupWait: 60_000,
        groupInterval: 300_000,
        repeatInterval: 14_400_000,
      },
      { receiver: "oncall", groupLabels: alert, groupWait: 30_000, repeatInterval: 1_800_000 },
    ]);
    expect(notifications(routing, {})).toMatchObject([{ receiver: "default", groupKey: "{}:{}" }]);
  });

  it("are all sent as long as neither a time nor other alerts are asked about", () => {
    expect(notifications(routing, alert).map(isSent)).toEqual([true, true]);
  });

  it("are muted by route and time", () => {
    const night = notifications(routing, alert, { at: MONDAY_NIGHT });
    expect(night.map(({ muted }) => muted)).toEqual([
      { reason: "outside active time intervals", by: ["office hours"] },
      undefined,
    ]);
    expect(night.map(isSent)).toEqual([false, true]);
    expect(notifications(routing, alert, { at: MONDAY_NOON }).map(isSent)).toEqual([true, true]);
  });

  it("are inhibited on all routes at once", () => {
    const firing = [alert, { alertname: "ClusterDown", cluster: "eu" }];
    const found = notifications(routing, alert, { firing });
    expect(found.map(isSent)).toEqual([false, false]);
    expect(found[0]?.inhibitedBy).toMatchObject([{ sources: [{ alertname: "ClusterDown" }] }]);
  });

  it("come from a tree that is made once", () => {
    expect(routingTree(routing)).toBe(routingTree(routing));
  });
});
