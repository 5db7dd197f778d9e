import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { notifications } from "../../../src/routing/resolve.ts";
import { missing } from "../../judges/tools.ts";
import { type EmittedAlert, emittedAlerts } from "./emitted-alerts.ts";
import { golden, readable } from "./golden.ts";
import { arrived, fire, resolve } from "./play.ts";
import { type Heard, type Scene, startScene } from "./scene.ts";

const alerts = emittedAlerts("acme");

/** An alert of acme for other values of one of its labels, in its texts, too. */
function copies(name: string, label: string, values: readonly string[]): readonly EmittedAlert[] {
  const alert = alerts.find((one) => one.name === name) ?? expect.fail(`no alert ${name}`);
  const own = alert.labels[label] ?? expect.fail(`${name} has no ${label}`);
  return values.map((value) => ({
    ...alert,
    labels: { ...alert.labels, [label]: value },
    annotations: Object.fromEntries(
      Object.entries(alert.annotations).map(([key, text]) => [key, text.replaceAll(own, value)]),
    ),
  }));
}

const models = Array.from({ length: 12 }, (_, index) => `model-${index + 1}`);
const groups = [
  copies("ErrorRatioHigh", "service", ["player", "search", "playlists"]),
  copies("InferenceSlow", "model", models),
  copies("AccountUnderAttack", "account", ["ann", "ben", "eve"]),
];

const first = (group: readonly EmittedAlert[]) => group.slice(0, 1);
const others = (group: readonly EmittedAlert[]) => group.slice(1);

const field = (message: Heard, wanted: string) => message.fields.find(([name]) => name === wanted)?.[1] ?? "";

describe.skipIf(missing("alertmanager"))("alerts of one name and tenant", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await startScene("acme", { hours: "inside" });
    await fire(scene, groups.flat());
    await arrived(scene, 3);
    await resolve(scene, groups.flatMap(first));
    await arrived(scene, 6);
    await resolve(scene, groups.flatMap(others));
    await arrived(scene, 9);
    await sleep(1500);
  });
  afterAll(() => scene.stop());

  test("arrive in one message: when they begin, when one of them ends, when all have ended", () => {
    expect(scene.receivers.refusals).toEqual([]);
    const seen = scene.heard().map(({ receiver, alerts: names, status }) => `${receiver} ${names} ${status}`);
    expect(seen.sort()).toEqual(
      ["acme/mail AccountUnderAttack", "acme/oncall ErrorRatioHigh", "acme/room InferenceSlow"].flatMap((one) => [
        `${one} firing`,
        `${one} firing`,
        `${one} resolved`,
      ]),
    );
  });

  test("are one incident for PagerDuty, under the key that our engine gives to their group", () => {
    const keys = new Set(scene.heard().flatMap((one) => (one.kind === "pagerduty" ? [field(one, "dedup_key")] : [])));
    const [alert] = copies("ErrorRatioHigh", "service", ["player"]);
    const [route] = notifications(scene.config.routing, alert?.labels ?? {});
    expect([...keys]).toEqual([
      createHash("sha256")
        .update(route?.groupKey ?? "")
        .digest("hex"),
    ]);
  });

  test("are shown as the golden file shows them", () => {
    const text = scene
      .heard()
      .toSorted((a, b) => (a.receiver < b.receiver ? -1 : a.receiver > b.receiver ? 1 : 0))
      .map((one) => readable([one]))
      .join("\n");
    expect(text).toBe(golden("acme/groups.txt", text));
  });
});

const HOSTILE = [
  "replica: down, and key: value",
  "Note:",
  "- a list\n- of two",
  "{a: b}",
  "[1, 2]",
  "yes",
  "null",
  "3",
  '"quoted"',
  "# no comment",
  "&anchor *alias",
  "!!int 3",
  "---\nnext: document",
  "two\n\nparagraphs: 2\n  deep: 3",
  "<b>&amp;</b> <!channel> |",
  "ü😀\u2028\u0085{{ .Values }} {{ template",
  "%d %s ${value} \\n `tick`",
];

describe.skipIf(missing("alertmanager"))("texts that are code elsewhere", () => {
  let scene: Scene;
  const about = (severity: string, team: string) =>
    HOSTILE.map((text, index): EmittedAlert => {
      const name = `Hostile${severity}${index}`;
      const annotations = { summary: text, description: text, recommendation: text };
      return { name, labels: { alertname: name, tenant: "acme", team, severity, detail: text }, annotations };
    });
  const all = [...about("page", "music"), ...about("ticket", "music"), ...about("ticket", "platform")].map(
    (alert, index) => ({ ...alert, name: `${alert.name}`, labels: { ...alert.labels, n: String(index) } }),
  );

  beforeAll(async () => {
    scene = await startScene("acme", { hours: "inside" });
    await fire(scene, all);
    await arrived(scene, 3 * HOSTILE.length);
    await resolve(scene, all);
    await arrived(scene, 6 * HOSTILE.length);
  });
  afterAll(() => scene.stop());

  test("are nothing but texts to every channel, firing and resolved", () => {
    expect(scene.receivers.refusals).toEqual([]);
    expect(scene.alertmanager.printed()).not.toMatch(/level=(WARN|ERROR)/);
    expect(new Set(scene.heard().map(({ kind }) => kind))).toEqual(new Set(["pagerduty", "slack", "email"]));
  });

  test("arrive whole in the details of an incident", () => {
    const told = scene.heard().filter(({ kind, status }) => kind === "pagerduty" && status === "firing");
    for (const text of HOSTILE) {
      const details = told.map((one) => field(one, "details.firing"));
      expect(details.filter((one) => one.startsWith(`1 alert\n${text}\n`))).toHaveLength(1);
    }
  });
});
