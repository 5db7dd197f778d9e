import { describe, expect, it } from "vitest";
import { groupKey, groupLabels } from "./grouping.ts";
import type { Labels } from "./matchers.ts";
import { readRouting } from "./read-config.ts";
import { DEFAULT_SETTINGS, inheritSettings, match, type RouteNode, walk } from "./tree.ts";

const RECEIVERS = ["default", "a", "b", "c", "d"].map((name) => ({ name }));

function tree(route: object): RouteNode {
  const { config, problems } = readRouting({
    route: { receiver: "default", ...route },
    receivers: RECEIVERS,
    time_intervals: [{ name: "nights", time_intervals: [] }],
  });
  expect(problems).toEqual([]);
  if (config === undefined) throw new Error("no route");
  return inheritSettings(config.route);
}

const receivers = (root: RouteNode, labels: Labels): readonly string[] =>
  match(root, labels).map(({ receiver }) => receiver);

describe("finding the routes of an alert", () => {
  it("falls back to the root", () => {
    expect(receivers(tree({ routes: [{ receiver: "a", matchers: ["x=1"] }] }), {})).toEqual(["default"]);
  });

  it("stops at the first match", () => {
    const root = tree({
      routes: [
        { receiver: "a", matchers: ["x=1"] },
        { receiver: "b", matchers: ["x=1"] },
      ],
    });
    expect(receivers(root, { x: "1" })).toEqual(["a"]);
  });

  it("goes on to the siblings where a match says continue", () => {
    const root = tree({
      routes: [
        { receiver: "a", matchers: ["x=1"], continue: true },
        { receiver: "b", matchers: ["x=2"] },
        { receiver: "c", matchers: ["x=1"] },
        { receiver: "d", matchers: ["x=1"] },
      ],
    });
    expect(receivers(root, { x: "1" })).toEqual(["a", "c"]);
  });

  it("asks continue of the child that matched, not of its children", () => {
    const inner = [{ receiver: "b", matchers: ["y=1"], continue: true }];
    const stopping = tree({ routes: [{ receiver: "a", matchers: ["x=1"], routes: inner }, { receiver: "c" }] });
    expect(receivers(stopping, { x: "1", y: "1" })).toEqual(["b"]);
    const continuing = tree({ routes: [{ receiver: "a", continue: true, routes: inner }, { receiver: "c" }] });
    expect(receivers(continuing, { y: "1" })).toEqual(["b", "c"]);
  });

  it("notifies at a node itself only where no child matches", () => {
    const root = tree({
      routes: [{ receiver: "a", matchers: ["x=1"], routes: [{ receiver: "b", matchers: ["y=1"] }] }],
    });
    expect(receivers(root, { x: "1" })).toEqual(["a"]);
    expect(receivers(root, { x: "1", y: "1" })).toEqual(["b"]);
    expect(receivers(root, { y: "1" })).toEqual(["default"]);
  });

  it("finds nothing below a root whose matchers fail", () => {
    const root = { ...tree({}), matchers: [{ name: "x", operator: "=", value: "1" }] } as const;
    expect(match(root, {})).toEqual([]);
  });
});

describe("inheriting settings", () => {
  it("starts from Alertmanager's defaults", () => {
    expect(tree({})).toMatchObject({
      ...DEFAULT_SETTINGS,
      receiver: "default",
      groupWait: 30_000,
      repeatInterval: 14_400_000,
    });
  });

  it("hands down what a child doesn't say", () => {
    const root = tree({
      group_by: ["x"],
      group_wait: "1s",
      group_interval: "2m",
      repeat_interval: "1h30m",
      labels: { team: "one", floor: "1" },
      routes: [{ receiver: "", group_wait: "0s", labels: { team: "two" } }],
    });
    expect(root.routes[0]).toMatchObject({
      receiver: "default",
      groupBy: ["x"],
      groupWait: 0,
      groupInterval: 120_000,
      repeatInterval: 5_400_000,
      labels: { team: "two", floor: "1" },
      origin: ["route", "routes", 0],
    });
  });

  it("does not hand down time intervals", () => {
    const root = tree({
      routes: [{ mute_time_intervals: ["nights"], active_time_intervals: ["nights"], routes: [{}] }],
    });
    expect(walk(root).map((node) => [...node.muteTimeIntervals, ...node.activeTimeIntervals])).toEqual([
      [],
      ["nights", "nights"],
      [],
    ]);
  });

  it("lets a child group by all labels, by others and by none", () => {
    const child = (group_by: unknown) => tree({ group_by: ["x"], routes: [{ group_by }] }).routes[0]?.groupBy;
    expect(child(["..."])).toBe("all");
    expect(child(["y", "z"])).toEqual(["y", "z"]);
    expect(child([])).toEqual([]);
    expect(child(null)).toEqual(["x"]);
    expect(tree({ group_by: ["..."], routes: [{}] }).routes[0]?.groupBy).toBe("all");
  });

  it("names a route by the sorted matchers on the way to it", () => {
    const root = tree({ routes: [{ matchers: ["b=2", "a=1"], routes: [{ matchers: ["c=~3"] }] }] });
    expect(walk(root).map(({ key }) => key)).toEqual(["{}", '{}/{a="1",b="2"}', '{}/{a="1",b="2"}/{c=~"3"}']);
  });
});

describe("grouping", () => {
  const labels = { z: "1", alertname: "Down", empty: "" };

  it("takes the named labels that the alert has", () => {
    expect(groupLabels(["z", "absent", "empty", "constructor"], labels)).toEqual({ z: "1" });
    expect(groupLabels([], labels)).toEqual({});
  });

  it("takes all labels, sorted", () => {
    expect(Object.keys(groupLabels("all", labels))).toEqual(["alertname", "z"]);
  });

  it("puts alerts of equal group labels under one key", () => {
    const root = tree({ group_by: ["alertname"] });
    expect(groupKey(root, labels)).toBe('{}:{alertname="Down"}');
    expect(groupKey(root, { ...labels, z: "2" })).toBe(groupKey(root, labels));
  });
});
