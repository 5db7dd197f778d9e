import { describe, expect, test } from "vitest";
import { alertOf, program } from "../../../../test/fixtures/program.ts";
import type { Inhibition, Program } from "../../../program/program.ts";
import { configEntry } from "../../../targets/alertmanager/config.ts";
import { mergedRoutingMistakes, routingMistakes } from "./mistakes.ts";

const down = alertOf({ name: "PlayerDown", expr: 'up{job="player", tenant="acme"} == 0' });
const slow = alertOf({ name: "PlayerSlow", expr: 'up{job="player", tenant="acme"} == 0', severity: "ticket" });

function inhibition(source: string, target: string, equal: readonly string[] = ["service"]): Inhibition {
  const path = ["alerts", target, "explainedBy"];
  return {
    source: { alertname: source },
    target: { alertname: target },
    equal,
    reason: "",
    origin: { path, name: target },
  };
}

function withInhibitions(...inhibitions: readonly Inhibition[]): Program {
  return { ...program, alerts: [...program.alerts, down, slow], inhibitions };
}

function told(of: Program, change: (text: string) => string = (text) => text): readonly string[] {
  const config: unknown = JSON.parse(change(JSON.stringify(configEntry(of, [of]))));
  return routingMistakes(of, config).map(({ kind, place }) => `${kind.code} ${place.path.join("/")}`);
}

test("what a tenant gets is right", () => {
  expect(told({ ...program, inhibitions: [] })).toEqual([]);
  expect(told(withInhibitions(inhibition("PlayerDown", "PlayerSlow")))).toEqual([]);
});

describe("what its author causes is told where it is declared", () => {
  test("a ticket that silences a page", () => {
    expect(told(withInhibitions(inhibition("PlayerSlow", "PlayerDown")))).toEqual([
      "MG2620 alerts/PlayerDown/explainedBy",
    ]);
  });

  test("alerts that silence each other, an inhibition that never applies", () => {
    const mutual = withInhibitions(inhibition("PlayerDown", "PlayerSlow"), inhibition("PlayerSlow", "PlayerDown"));
    expect(told(mutual)).toContain("MG2623 alerts/PlayerDown/explainedBy");
    const alerts = [
      { ...down, labels: { ...down.labels, service: "player" }, conditionLabels: [] },
      { ...slow, labels: { ...slow.labels, service: "search" }, conditionLabels: [] },
    ];
    expect(told({ ...program, alerts, inhibitions: [inhibition("PlayerDown", "PlayerSlow")] })).toEqual([
      "MG2622 alerts/PlayerSlow/explainedBy",
    ]);
  });
});

describe("what our emitter would do wrong is told, too", () => {
  test.each([
    [
      "a route that another takes all of",
      '"severity=\\"page\\""',
      '"severity=~\\"page|ticket|info\\""',
      "MG2605 teams/music",
    ],
    ["a value that no alert has", '"severity=\\"page\\""', '"severity=\\"paeg\\""', "MG2608 teams/music"],
    ["a continue too many", '"repeat_interval":"4h"}', '"repeat_interval":"4h","continue":true}', "MG2609 teams/music"],
    ["an inhibition that leaves the tenant out", '"equal":["service","tenant"]', '"equal":["service"]', undefined],
  ])("%s", (_, from, to, expected) => {
    const of = withInhibitions(inhibition("PlayerDown", "PlayerSlow"));
    expect(JSON.stringify(configEntry(of, [of]))).toContain(from);
    const found = told(of, (text) => text.replace(from, to));
    if (expected === undefined) expect(found).toEqual([]);
    else expect(found).toContain(expected);
  });
});

describe("merged with others", () => {
  const globex: Program = {
    ...program,
    tenant: { ...program.tenant, name: "globex" },
    alerts: program.alerts.map((alert) => ({ ...alert, labels: { ...alert.labels, tenant: "globex" } })),
  };
  const merged = (change: (text: string) => string = (text) => text) => {
    const config: unknown = JSON.parse(change(JSON.stringify(configEntry(program, [program, globex]))));
    return mergedRoutingMistakes([program, globex], config).map(({ kind }) => kind.code);
  };

  test("nothing is wrong", () => {
    expect(merged()).toEqual([]);
    expect(mergedRoutingMistakes([], {})).toEqual([]);
  });

  test("a tenant's route that takes another's alerts is told", () => {
    expect(merged((text) => text.replace('"tenant=\\"acme\\""', '"tenant=~\\"acme|globex\\""'))).toContain("MG2605");
    expect(merged((text) => text.replace('"tenant=\\"acme\\""', '"tenant=~\\"acme.*\\""'))).toEqual([]);
  });
});
