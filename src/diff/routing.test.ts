import { expect, test } from "vitest";
import { type Edit, edited, programOf } from "../../test/diff/edited.ts";
import { BOTH_FORMS_YAML } from "../../test/fixtures/both-forms.ts";
import type { Program } from "../program/program.ts";
import { readRouting } from "../routing/read-config.ts";
import { isSent, notifications } from "../routing/resolve.ts";
import { configEntry } from "../targets/alertmanager/config.ts";
import { programChanges } from "./programs.ts";

const HOUR = 3_600_000;
const MONDAY = Date.parse("2026-01-05T00:00:00Z");
const WEEK = Array.from({ length: 7 * 24 }, (_, hour) => MONDAY + hour * HOUR);

/** Who hears of each alert in each hour of a week, by the emitted routes. */
function heard(program: Program): ReadonlyMap<string, string> {
  const { config, problems } = readRouting(JSON.parse(JSON.stringify(configEntry(program, [program]))));
  if (config === undefined || problems.length > 0) throw new Error("the routes are sound");
  return new Map(
    program.alerts.map(({ name, labels }) => {
      const at = (time: number) => notifications(config, { alertname: name, ...labels }, { at: time }).filter(isSent);
      return [
        name,
        WEEK.map((time) =>
          at(time)
            .map(({ receiver }) => receiver)
            .join("+"),
        ).join(" "),
      ];
    }),
  );
}

/** The alerts that the difference says are routed elsewhere. */
function told(before: Program, after: Program): readonly string[] {
  const names = programChanges(before, after).flatMap(({ declaration, details }) =>
    details.flatMap(({ effect, alerts }) => {
      if (effect !== "rerouted") return [];
      return alerts ?? after.alerts.filter(({ origin }) => origin.name === declaration).map(({ name }) => name);
    }),
  );
  return [...new Set(names)].sort();
}

const OTHER_TEAM: Edit = ["teams:\n", "teams:\n  ops: { page: hook, ticket: mail }\n"];

test.each<[string, readonly Edit[]]>([
  ["a team's tickets", [["ticket: room, info", "ticket: mail, info"]]],
  ["a team's pages, which had a schedule", [["page: { to: oncall, during: office, otherwise: mail }", "page: oncall"]]],
  ["nobody outside the schedule", [[", otherwise: mail", ""]]],
  ["the hours of a schedule", [["09:00-17:30", "08:00-20:00"]]],
  ["its days", [["monday:friday", "monday:saturday"]]],
  ["its zone", [["Europe/Berlin", "America/New_York"]]],
  [
    "an alert's severity",
    [
      [
        "severity: page\n    owner: music\n    summary: No metrics",
        "severity: info\n    owner: music\n    summary: No metrics",
      ],
    ],
  ],
  ["an alert's owner", [OTHER_TEAM, ["owner: music\n    causedBy", "owner: ops\n    causedBy"]]],
  [
    "a detector's owner",
    [
      OTHER_TEAM,
      [
        "sensitivity: 2\n    severity: ticket\n    owner: music",
        "sensitivity: 2\n    severity: ticket\n    owner: ops",
      ],
    ],
  ],
  ["the owner of an SLO", [OTHER_TEAM, ["minimumEvents: 100\n    owner: music", "minimumEvents: 100\n    owner: ops"]]],
  ["a threshold, which routes nothing", [["> 0.2\n", "> 0.3\n"]]],
])("whom the routing engine finds to hear of something else is told, and nobody besides: %s", (_, edits) => {
  const [before, after] = [programOf(BOTH_FORMS_YAML), programOf(edited(BOTH_FORMS_YAML, edits))];
  const [old, now] = [heard(before), heard(after)];
  const elsewhere = [...now].flatMap(([name, receivers]) => (old.get(name) === receivers ? [] : [name]));
  expect(told(before, after)).toEqual(elsewhere.sort());
});
