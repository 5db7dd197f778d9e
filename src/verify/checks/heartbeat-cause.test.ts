import { expect, test } from "vitest";
import { findings } from "./checked.ts";
import { heartbeatCause } from "./heartbeat-cause.ts";

const told = { severity: "page", owner: "music" };
const wrong = (causedBy: readonly string[]) => ({ ...told, when: "up == 0", summary: "Down", causedBy });

test("a heartbeat explains nothing", () => {
  const alerts = { Alive: { ...told, heartbeat: true }, Down: wrong(["Alive"]) };
  const [found, ...more] = findings(heartbeatCause, { alerts });
  expect(found?.kind.code).toBe("MG2125");
  expect(found?.place.path).toEqual(["alerts", "Down", "causedBy", 0]);
  expect(more).toEqual([]);
});

test("an alert may explain another", () => {
  const alerts = { Alive: { ...told, heartbeat: true }, Root: wrong([]), Down: wrong(["Root"]) };
  expect(findings(heartbeatCause, { alerts })).toEqual([]);
});
