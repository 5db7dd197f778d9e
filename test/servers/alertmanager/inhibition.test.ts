import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { missing } from "../../judges/tools.ts";
import { type EmittedAlert, emittedAlerts } from "./emitted-alerts.ts";
import { type ExpectedMessage, expectedMessages } from "./expected.ts";
import { arrived, fire, resolve } from "./play.ts";
import { type Scene, startScene } from "./scene.ts";

/** What arrived after something changed, and what should have. */
interface Round {
  readonly heldBack: readonly string[];
  readonly heard: readonly string[];
  readonly expected: readonly string[];
}

const short = ({ receiver, alerts }: ExpectedMessage, status: string) => `${alerts.join(" ")} ${status} ${receiver}`;

/** The next round: `ended` resolve where there are any, else all begin to fire. Gives those that are no longer held back, too. */
async function next(scene: Scene, firing: readonly EmittedAlert[], ended: readonly EmittedAlert[]) {
  const before = scene.heard().length;
  await (ended.length === 0 ? fire(scene, firing) : resolve(scene, ended));
  const begun = expectedMessages(scene.config, firing);
  const over = expectedMessages(scene.config, ended);
  await arrived(scene, before + begun.length + over.length);
  await sleep(1500);
  const sent = new Set(begun.flatMap(({ alerts }) => alerts));
  const round: Round = {
    heldBack: firing.flatMap(({ name }) => (sent.has(name) ? [] : [name])),
    heard: scene
      .heard()
      .slice(before)
      .map((one) => `${one.alerts.join(" ")} ${one.status} ${one.receiver}`)
      .sort(),
    expected: [...begun.map((one) => short(one, "firing")), ...over.map((one) => short(one, "resolved"))].sort(),
  };
  return { round, free: firing.filter(({ name }) => sent.has(name)) };
}

describe.skipIf(missing("alertmanager"))("when everything at acme fires at once", () => {
  let scene: Scene;
  const rounds: Round[] = [];

  beforeAll(async () => {
    scene = await startScene("acme", { hours: "inside" });
    let firing = emittedAlerts("acme");
    let ended: readonly EmittedAlert[] = [];
    while (firing.length > 0) {
      const { round, free } = await next(scene, firing, ended);
      rounds.push(round);
      firing = firing.filter((alert) => !free.includes(alert));
      ended = free;
    }
  });
  afterAll(() => scene.stop());

  test("consequences are held back, and nothing else is", () => {
    const [first] = rounds;
    expect(first?.heard).toEqual(first?.expected);
    expect(first?.heldBack.length).toBeGreaterThan(20);
    expect(first?.heldBack).toEqual(expect.arrayContaining(["LatencyHigh", "ServiceSaturated", "PlayerLatencyBurn6h"]));
    expect(first?.heldBack).not.toContain("PrimaryDown");
  });

  test("what was held back arrives once its cause is gone, in the order of causes", () => {
    expect(rounds.length).toBeGreaterThan(2);
    for (const { heard, expected } of rounds.slice(1)) expect(heard).toEqual(expected);
    expect(rounds.at(-1)?.heldBack).toEqual([]);
    expect(scene.receivers.refusals).toEqual([]);
  });
});
