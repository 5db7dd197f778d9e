import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { alertOf, program } from "../../../test/fixtures/program.ts";
import { amtool, missing } from "../../../test/judges/tools.ts";
import type { Channel, Program, Team } from "../../program/program.ts";
import { misrouted } from "../../routing/cases.ts";
import { readRouting } from "../../routing/read-config.ts";
import { notifications } from "../../routing/resolve.ts";
import { alertmanager } from "./alertmanager.ts";
import { routingCases } from "./routing-cases.ts";

/** A tenant in which each text names a team, a channel, a schedule, a room, an alert and a value of a label. */
function tenantOf(texts: readonly string[]): Program {
  const origin = { path: [], name: "teams/any" };
  const parts = texts.map((text) => {
    const channel: Channel = { type: "slack", name: text, webhook: "slack/any", room: `#${text}`, origin };
    const schedule = {
      name: text,
      weekdays: ["monday"],
      times: [{ start: "09:00", end: "17:00" }],
      zone: "UTC",
      origin,
    };
    const destination = { channel, during: schedule };
    const team: Team = {
      name: text,
      destinations: { page: destination, ticket: { channel }, info: { channel } },
      origin,
    };
    const alert = alertOf({
      name: text,
      expr: "up == 0",
      team,
      labels: { tenant: "acme", severity: "page", team: text, text },
    });
    const inhibition = { source: { text }, target: { other: text }, equal: [], reason: "", origin };
    return { channel, schedule, team, alert, inhibition };
  });
  return {
    ...program,
    channels: parts.map(({ channel }) => channel),
    schedules: parts.map(({ schedule }) => schedule),
    teams: parts.map(({ team }) => team),
    alerts: parts.map(({ alert }) => alert),
    inhibitions: parts.map(({ inhibition }) => inhibition),
  };
}

const contents = (tenant: Program) => alertmanager(tenant, []).map(({ content }) => content);

const unit = fc.constantFrom(..."{}\"'\\`:#-?|>&*!%@,[]~=. \t\n\r0_yn$", "ü", "😀", "\u2028", "\u0085", "\ufeff", "\0");
const words = fc.constantFrom(
  "yes",
  "null",
  "~",
  "0x1F",
  "1_000",
  "1:30",
  "2026-01-05",
  "<<",
  "=",
  ".inf",
  "__proto__",
);
const text = fc.oneof(fc.string({ unit, minLength: 1 }), words, fc.string({ unit: "binary", minLength: 1 }));
const texts = fc.uniqueArray(text, { minLength: 1, maxLength: 6 });

test("any text lands as itself in the configuration and in the routing tests", () => {
  fc.assert(
    fc.property(texts, (names) => {
      const tenant = tenantOf(names);
      const [config = "", , , tests = ""] = contents(tenant);
      const document = parse(config);
      expect(load(config)).toEqual(document);
      expect(parse(tests)).toEqual(load(tests));
      expect(parse(tests).tests.slice(0, -1)).toEqual(routingCases(tenant));
      const { config: read, problems } = readRouting(document);
      expect(problems).toEqual([]);
      expect(read && misrouted(read, parse(tests).tests)).toEqual([]);
      expect(document.time_intervals.map(({ name }: { name: string }) => name)).toEqual(
        names.map((name) => `acme/${name}`),
      );
      expect(read?.inhibitRules.map(({ sourceMatchers }) => sourceMatchers[1]?.value)).toEqual(names);
    }),
    { numRuns: 150 },
  );
});

const amtoolMissing = missing("amtool");

test.skipIf(amtoolMissing)("amtool reads hostile names as they were declared", async () => {
  const names = [
    'a"b',
    "back\\slash",
    "{{ .Values }}",
    "ü😀",
    "a|b.*",
    "yes",
    "~",
    "0x1F",
    "1:30",
    "# c",
    "- x",
    "k: v",
    "two\nlines",
    " end ",
    "__proto__",
    "'",
    "%q",
  ];
  const folder = mkdtempSync(join(tmpdir(), "hostile-"));
  const tenant = tenantOf(names);
  for (const { path, content } of alertmanager(tenant, [])) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const file = join(folder, "alertmanager/alertmanager.yaml");
  expect((await amtool(["check-config", file])).status).toBe(0);
  for (const { labels } of routingCases(tenant)) {
    const asked = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
    const { stdout } = await amtool(["config", "routes", "test", "--config.file", file, ...asked]);
    expect(stdout).toBe(`acme/${labels["text"]}\n`);
  }
  rmSync(folder, { recursive: true });
});

describe("a value that looks like another", () => {
  test("doesn't take its alerts", () => {
    const { config } = readRouting(parse(contents(tenantOf(["a", "a|b", "a.*", "A", "a "]))[0] ?? ""));
    const reached = ["a", "a|b", "a.*", "A", "a ", "b", "aa"].map((team) =>
      config ? notifications(config, { tenant: "acme", severity: "page", team }).map(({ receiver }) => receiver) : [],
    );
    expect(reached.flat()).toEqual([
      "acme/a",
      "acme/a|b",
      "acme/a.*",
      "acme/A",
      "acme/a ",
      "organisation/music",
      "organisation/music",
    ]);
  });
});
