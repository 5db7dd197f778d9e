import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { missing } from "../../judges/tools.ts";
import { emittedAlerts } from "./emitted-alerts.ts";
import { arrived, fire } from "./play.ts";
import { type Scene, startScene } from "./scene.ts";

const heartbeat = emittedAlerts("acme").filter(({ name }) => name === "AlertingWorks");

describe.skipIf(missing("alertmanager"))("the heartbeat, with the times that are emitted,", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await startScene("acme", { timing: "as emitted" });
  });
  afterAll(() => scene.stop());

  test("reaches the watchdog at once, and again within every minute", async () => {
    const begin = Date.now();
    await fire(scene, heartbeat);
    await arrived(scene, 1);
    expect(Date.now() - begin).toBeLessThan(10_000);
    await arrived(scene, 2, 75);
    expect(Date.now() - begin).toBeGreaterThan(50_000);
    expect(scene.heard().map(({ receiver, status }) => `${receiver} ${status}`)).toEqual([
      "acme/watchdog firing",
      "acme/watchdog firing",
    ]);
  });
});
