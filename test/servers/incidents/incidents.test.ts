import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { notifications } from "../../../src/routing/resolve.ts";
import { missing } from "../../judges/tools.ts";
import { type RunningAcme, startAcme } from "../acme.ts";
import { asRead } from "../alertmanager/receivers/as-read.ts";
import { type Heard, type Scene, startScene } from "../alertmanager/scene.ts";
import { playerSlow, searchErrs } from "../demo/incidents.ts";
import { type LoadedRule, loadedRules } from "../prometheus/ask.ts";
import { until } from "../until.ts";
import { type Provoked, type Scenario, scenarios } from "./provoked.ts";

type Alert = NonNullable<LoadedRule["alerts"]>[number];

const minute = 60;

/** The slowness of half an hour ago has spent most of what the hour's burn allows; the search has erred for three quarters of an hour. */
const before = {
  past: [
    { incident: playerSlow, from: 27 * minute, to: 20 * minute },
    { incident: searchErrs, from: 45 * minute },
  ],
  pending: [{ alert: "ErrorRatioRaised", labels: { service: "search" }, seconds: 44 * minute }],
};

describe.skipIf(missing("prometheus") ?? missing("alertmanager"))("six incidents at once", () => {
  let scene: Scene;
  let acme: RunningAcme;
  const fired = new Map<string, Alert>();
  /** Names of all that have fired, with their labels. */
  const seen = new Map<string, Alert>();

  beforeAll(async () => {
    scene = await startScene("acme", { hours: "inside" });
    acme = await startAcme({ ...before, alertmanager: new URL(scene.alertmanager.address).host });
  });
  afterAll(async () => {
    await acme?.stop();
    await scene?.stop();
  });

  const firing = async (): Promise<readonly Alert[]> => {
    const alerts = (await loadedRules(acme.prometheus)).flatMap((rule) => rule.alerts ?? []);
    const now = alerts.filter(({ state }) => state === "firing");
    for (const alert of now) seen.set(JSON.stringify(alert.labels), alert);
    return now;
  };
  const isOf = ({ alert, labels }: Scenario, { labels: found }: Alert): boolean =>
    Object.entries({ ...labels, alertname: alert }).every(([name, value]) => found[name] === value);
  const messages = (alert: string, status: Heard["status"]): readonly Heard[] =>
    scene.heard().filter((one) => one.status === status && one.alerts.includes(alert));
  const receiversOf = ({ labels }: Alert): readonly string[] =>
    notifications(scene.config.routing, labels, { at: Date.now() })
      .filter(({ muted }) => muted === undefined)
      .map(({ receiver }) => receiver);
  const named = ({ labels }: Alert): string => labels["alertname"] ?? "";

  test("before them, only the heartbeat fires, and what had begun before Prometheus did", {
    timeout: 150_000,
  }, async () => {
    await until(
      "the search's alert has gone on from where it was",
      async () => (await firing()).map(named),
      (names) => names.includes("ErrorRatioRaised"),
      { seconds: 120, pause: 1000 },
    );
    expect((await firing()).map(named).sort()).toEqual(["AlertingWorks", "ErrorRatioRaised"]);
  });

  test("each makes its alert fire, which arrives at its receiver", { timeout: 420_000 }, async () => {
    const provoked = new Map<Scenario, Provoked>();
    for (const scenario of scenarios) provoked.set(scenario, await scenario.begin(acme));
    await until(
      "each alert has arrived, and what follows from the player's errors fires, too",
      async () => {
        const now = await firing();
        for (const [scenario, { over }] of provoked) {
          const alert = now.find((one) => isOf(scenario, one));
          if (alert === undefined || messages(scenario.alert, "firing").length === 0) continue;
          if (
            scenario.alert === "PlayerAvailabilityBurn1h" &&
            !now.some((one) => named(one) === "PlayerAvailabilityBurn6h")
          ) {
            continue;
          }
          fired.set(scenario.alert, alert);
          over();
          provoked.delete(scenario);
        }
        return [...provoked.keys()].map(({ alert }) => alert);
      },
      (left) => left.length === 0,
      { seconds: 400, pause: 1000 },
    );
    expect([...fired.keys()].sort()).toEqual(scenarios.map(({ alert }) => alert).sort());
  });

  test("each message has the labels, the texts and the links of the alert", () => {
    for (const [name, alert] of fired) {
      const [message] = messages(name, "firing");
      const { summary, description, runbook_url, dashboard_url } = alert.annotations;
      for (const form of asRead(message ?? expect.fail(`nobody has heard of ${name}`))) {
        for (const text of [summary, runbook_url, dashboard_url]) expect(form, name).toContain(text);
        expect(form, name).toMatch(numbersAside(description ?? ""));
        for (const label of ["tenant", "team"]) expect(form.toLowerCase(), name).toContain(alert.labels[label]);
      }
    }
    expect(new Set(scene.heard().map(({ kind }) => kind))).toEqual(new Set(["pagerduty", "email", "slack", "webhook"]));
  });

  test("what follows from the errors of the player is held back while its cause fires", async () => {
    const names = (await firing()).map(named);
    expect(names).toEqual(expect.arrayContaining(["PlayerAvailabilityBurn1h", "PlayerAvailabilityBurn6h"]));
    expect(messages("PlayerAvailabilityBurn6h", "firing")).toEqual([]);
    const held = (await scene.alertmanager.alerts()).filter(
      ({ labels }) => labels["alertname"] === "PlayerAvailabilityBurn6h",
    );
    expect(held.map(({ status }) => status)).toEqual([
      expect.objectContaining({ state: "suppressed", inhibitedBy: [expect.any(String)] }),
    ]);
  });

  test("each is resolved, and its receiver hears of that", { timeout: 600_000 }, async () => {
    const left = new Set(fired.keys());
    await until(
      "each is resolved",
      async () => {
        await firing();
        for (const name of left) {
          if (messages(name, "resolved").length === 0) continue;
          left.delete(name);
        }
        return [...left];
      },
      (names) => names.length === 0,
      { seconds: 580, pause: 1000 },
    );
    const now = await firing();
    expect(scenarios.filter((scenario) => now.some((alert) => isOf(scenario, alert)))).toEqual([]);
  });

  test("nobody else has heard anything, and nothing was refused", () => {
    const expected = new Set(
      [...seen.values()].flatMap((alert) => receiversOf(alert).map((one) => `${named(alert)} ${one}`)),
    );
    const heard = new Set(scene.heard().flatMap(({ alerts, receiver }) => alerts.map((name) => `${name} ${receiver}`)));
    for (const one of heard) expect(expected).toContain(one);
    for (const { alert, receiver } of scenarios) {
      for (const status of ["firing", "resolved"] as const) {
        expect(new Set(messages(alert, status).map((message) => message.receiver)), alert).toEqual(new Set([receiver]));
      }
    }
    expect(scene.receivers.refusals).toEqual([]);
  });
});

/** A text as a pattern in which each number may have changed since. */
function numbersAside(text: string): RegExp {
  const parts = text.split(/\d[\d.,e+]*/).map((part) => part.replaceAll(/[\\^$*+?.()|[\]{}]/g, "\\$&"));
  return new RegExp(parts.join("[\\d.,e+]+"));
}
