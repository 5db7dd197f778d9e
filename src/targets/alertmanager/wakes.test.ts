import { expect, test } from "vitest";
import { alertOf, program } from "../../../test/fixtures/program.ts";
import type { Destination, Severity, Team } from "../../program/program.ts";
import { scheduleOf, wakes } from "./wakes.ts";

const [music, platform] = program.teams;
const [hook, oncall] = program.channels;
const [office] = program.schedules;
if (!music || !platform || !hook || !oncall || !office) throw new Error("the fixture is broken");

const alertFor = (team: Team, severity: Severity) => alertOf({ name: "Any", expr: "up == 0", team, severity });
const withTicket = (ticket: Destination) =>
  alertFor({ ...music, destinations: { ...music.destinations, ticket } }, "ticket");

test("a plain destination is always woken", () => {
  expect(wakes(program, alertFor(music, "page"))).toEqual([
    { receiver: "acme/oncall", channel: "oncall", type: "pagerduty", when: "always" },
  ]);
});

test("a schedule with another destination for the rest of the time wakes one or the other", () => {
  expect(wakes(program, alertFor(music, "ticket"))).toEqual([
    { receiver: "acme/music", channel: "music", type: "slack", when: { during: "office-hours" } },
    { receiver: "acme/reports", channel: "reports", type: "email", when: { outside: "office-hours" } },
  ]);
});

test("a schedule alone wakes nobody outside of it", () => {
  expect(wakes(program, alertFor(platform, "ticket"))).toEqual([
    { receiver: "acme/reports", channel: "reports", type: "email", when: { during: "office-hours" } },
  ]);
});

test("the same channel inside and outside of a schedule is always woken", () => {
  const alert = withTicket({ channel: hook, during: office, otherwise: hook });
  expect(wakes(program, alert)).toEqual([
    { receiver: "acme/audit", channel: "audit", type: "webhook", when: "always" },
  ]);
  expect(scheduleOf(alert)).toBeUndefined();
  expect(scheduleOf(withTicket({ channel: hook, during: office, otherwise: oncall }))).toBe(office);
});
