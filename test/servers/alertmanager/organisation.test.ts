import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { missing } from "../../judges/tools.ts";
import { emittedAlerts } from "./emitted-alerts.ts";
import { golden, readable } from "./golden.ts";
import { type ExpectedArrival, fireAndResolve, settled } from "./play.ts";
import { type Heard, type Scene, startScene } from "./scene.ts";

const TENANTS = { acme: "Acme", globex: "Globex", initech: "initech" };
const own = Object.keys(TENANTS).flatMap(emittedAlerts);

/** An alert that looks like acme's but belongs to nobody who is known. */
const stranger = {
  name: "Stray",
  labels: { alertname: "Stray", tenant: "umbrella", severity: "page", team: "music", host: "host-9" },
  annotations: { summary: "Something of another organisation fails" },
};

const MOVED: Readonly<Record<string, string>> = { acme: "globex", globex: "acme", initech: "acme" };
const URGENCY = ["info", "ticket", "page"];

const short = ({ receiver, status, alerts }: Pick<Heard, "receiver" | "status" | "alerts">) =>
  `${alerts.join(" ")} ${status} ${receiver}`;

describe.skipIf(missing("alertmanager"))("the Alertmanager that all tenants share", () => {
  let scene: Scene;
  let expected: readonly ExpectedArrival[] = [];
  beforeAll(async () => {
    scene = await startScene("organisation", { hours: "inside" });
    expected = await fireAndResolve(scene, [...own, stranger]);
    await sleep(1500);
  });
  afterAll(() => scene.stop());

  test("sends each tenant's alerts where our engine says", () => {
    expect(own.length).toBeGreaterThan(75);
    expect(scene.heard().map(short).sort()).toEqual(expected.map(short).sort());
    expect(scene.receivers.refusals).toEqual([]);
  });

  test.each(Object.entries(TENANTS))("lets nothing of others reach %s's receivers", (tenant, title) => {
    const heard = scene.heard().filter(({ receiver }) => receiver.startsWith(`${tenant}/`));
    expect(heard.length).toBe(2 * emittedAlerts(tenant).length);
    for (const message of heard) {
      const text = message.fields.map(([, said]) => said).join("\n");
      for (const other of Object.keys(TENANTS).filter((one) => one !== tenant)) {
        expect(text, short(message)).not.toMatch(
          new RegExp(`tenant(=|%3D|": )"?(%22)?${other}|runbooks[^ ]*/${other}/`),
        );
      }
      if (message.kind !== "webhook") expect(text, short(message)).toContain(`${title}, production`);
    }
  });

  test("sends what belongs to nobody to the organisation, with what can be said of it", () => {
    const heard = scene.heard().filter(({ receiver }) => receiver.startsWith("organisation/"));
    expect(heard.map(({ alerts }) => alerts)).toEqual([["Stray"], ["Stray"]]);
    const text = readable(heard);
    expect(text).toBe(golden("organisation/slack.txt", text));
  });

  test("holds nothing back for what happens to another tenant, or for something less urgent", async () => {
    const moved = own.map(({ labels }) => ({ labels: { ...labels, tenant: MOVED[labels["tenant"] ?? ""] ?? "" } }));
    await scene.alertmanager.post([...own.map(({ labels }) => ({ labels })), ...moved]);
    const shown = await settled(scene.alertmanager);
    const labelsOf = new Map(shown.map(({ fingerprint, labels }) => [fingerprint, labels]));
    const held = shown.flatMap(({ labels, status }) =>
      status.inhibitedBy.map((by) => ({ labels, by: labelsOf.get(by) ?? expect.fail(`nobody is ${by}`) })),
    );
    expect(held.length).toBeGreaterThan(30);
    for (const { labels, by } of held) {
      expect(by["tenant"]).toBe(labels["tenant"]);
      expect(URGENCY.indexOf(by["severity"] ?? "")).toBeGreaterThanOrEqual(URGENCY.indexOf(labels["severity"] ?? ""));
    }
  });
});
