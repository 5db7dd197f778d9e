import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { notifications } from "../../../src/routing/resolve.ts";
import type { RouteNode } from "../../../src/routing/tree.ts";
import { missing } from "../../judges/tools.ts";
import { type EmittedAlert, emittedAlerts } from "./emitted-alerts.ts";
import { golden, page, readable } from "./golden.ts";
import { type ExpectedArrival, fireAndResolve } from "./play.ts";
import { asRead } from "./receivers/as-read.ts";
import { type Heard, type Scene, startScene } from "./scene.ts";

const alerts = emittedAlerts("acme");
const byName = new Map(alerts.map((alert) => [alert.name, alert]));

const short = ({ receiver, status, alerts: names }: Pick<Heard, "receiver" | "status" | "alerts">) =>
  `${names.join(" ")} ${status} ${receiver}`;

const isTimed = ({ activeTimeIntervals, muteTimeIntervals }: RouteNode) =>
  activeTimeIntervals.length + muteTimeIntervals.length > 0;

const alertOf = ({ alerts: [name = ""] }: Heard): EmittedAlert => byName.get(name) ?? expect.fail(`no alert ${name}`);

describe.skipIf(missing("alertmanager"))("each alert of acme", () => {
  let scene: Scene;
  let expected: readonly ExpectedArrival[] = [];

  describe("while all schedules hold", () => {
    beforeAll(async () => {
      scene = await startScene("acme", { hours: "inside" });
      expected = await fireAndResolve(scene, alerts);
      await sleep(1500);
    });
    afterAll(() => scene.stop());

    test("reaches the receivers that our engine names, and nobody else, when it fires and when it resolves", () => {
      expect(alerts.length).toBeGreaterThan(60);
      expect(scene.heard().map(short).sort()).toEqual(expected.map(short).sort());
      const kinds = new Set(scene.heard().map(({ kind }) => kind));
      expect(kinds).toEqual(new Set(["slack", "pagerduty", "email", "webhook"]));
    });

    test("is taken by every channel, and Alertmanager has nothing to complain of", () => {
      expect(scene.receivers.refusals).toEqual([]);
      expect(scene.alertmanager.printed()).not.toMatch(/level=(WARN|ERROR)/);
    });

    test.each(["slack", "pagerduty", "email", "webhook"] as const)("says in %s what the golden file says", (kind) => {
      const text = readable(scene.heard().filter((one) => one.kind === kind));
      expect(text).toBe(golden(`acme/${kind}.txt`, text));
    });

    test("has a page in its mail that is the one of the golden file", () => {
      const mails = scene.heard().filter(({ kind, alerts: [name] }) => kind === "email" && name === "WorkersBusy");
      expect(mails.map(({ status }) => status)).toEqual(["firing", "resolved"]);
      for (const mail of mails) expect(page(mail)).toBe(golden(`acme/email-${mail.status}.html`, page(mail)));
    });

    test("says what happens, how much, and where to go on, in every form of every message", () => {
      for (const message of scene.heard()) {
        const { annotations } = alertOf(message);
        const { summary, description, runbook_url, dashboard_url } = annotations;
        const needed = message.kind === "slack" && message.status === "resolved" ? [] : [description, runbook_url];
        for (const form of asRead(message)) {
          for (const text of [summary, dashboard_url, ...needed]) expect(form, short(message)).toContain(text);
        }
      }
    });

    test("leaves no gap: no missing value, no placeholder, no empty link", () => {
      for (const { fields } of scene.heard()) {
        for (const [name, text] of fields) {
          expect(text, name).not.toMatch(/no value|ZgotmplZ|\{\{|\}\}|"?@(tenant|title)|<\||\|>|href=""|undefined/);
          expect(text, name).not.toMatch(/^\s*$|\w {2}\w|\b(in|of|to|on) ?[.,;]/);
        }
      }
    });
  });

  describe("outside of all schedules", () => {
    const timed: EmittedAlert[] = [];
    beforeAll(async () => {
      scene = await startScene("acme", { hours: "outside" });
      const { routing } = scene.config;
      timed.push(...alerts.filter(({ labels }) => notifications(routing, labels).some(({ route }) => isTimed(route))));
      expected = await fireAndResolve(scene, timed);
      await sleep(1500);
    });
    afterAll(() => scene.stop());

    test("that has a schedule reaches those who are named for other times, or nobody", () => {
      expect(timed.length).toBeGreaterThan(30);
      expect(scene.heard().map(short).sort()).toEqual(expected.map(short).sort());
      expect(new Set(scene.heard().map(({ receiver }) => receiver))).toEqual(new Set(["acme/mail"]));
      expect(new Set(scene.heard().map((message) => alertOf(message).labels["team"]))).toEqual(new Set(["music"]));
    });

    test("says in its mail what the golden file says", () => {
      const text = readable(scene.heard());
      expect(text).toBe(golden("acme/email-outside-office-hours.txt", text));
    });
  });
});
