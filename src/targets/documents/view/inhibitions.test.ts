import { expect, test } from "vitest";
import { alertOf, program } from "../../../../test/fixtures/program.ts";
import { inhibitionsOf } from "./inhibitions.ts";

test("an inhibition between others costs a page no look at them", () => {
  let looks = 0;
  const alerts = Array.from({ length: 200 }, (_, index) => {
    const alert = alertOf({ name: `Alert${index}`, expr: "a > 1" });
    const { labels } = alert;
    return Object.defineProperty({ ...alert }, "labels", {
      get: () => {
        looks++;
        return labels;
      },
    });
  });
  const inhibitions = alerts.slice(1).map((_, index) => ({
    source: { alertname: `Alert${index}`, tenant: "acme" },
    target: { alertname: `Alert${index + 1}`, tenant: "acme" },
    equal: [],
    reason: "",
    origin: { path: [], name: `alerts/Alert${index + 1}` },
  }));
  const [first, middle] = [alerts[0], alerts[100]];
  if (!first || !middle) throw new Error("there are alerts");
  const of = (alert: typeof first) => inhibitionsOf({ ...program, alerts, inhibitions }, alert);
  expect(of(first)).toHaveLength(1);
  expect(of(middle)).toHaveLength(2);
  expect(looks).toBeLessThan(20 * alerts.length);
});
