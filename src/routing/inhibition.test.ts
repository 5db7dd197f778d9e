import { describe, expect, it } from "vitest";
import { type InhibitRule, inhibitedBy } from "./inhibition.ts";
import type { Labels } from "./matchers.ts";
import { readRouting } from "./read-config.ts";

function rules(...inhibit_rules: readonly object[]): readonly InhibitRule[] {
  const { config, problems } = readRouting({ route: { receiver: "r" }, receivers: [{ name: "r" }], inhibit_rules });
  expect(problems).toEqual([]);
  return config?.inhibitRules ?? [];
}

const SEVERITY = {
  name: "critical silences warning",
  source_matchers: ["severity=critical"],
  target_matchers: ["severity=warning"],
  equal: ["cluster"],
};
const critical = { severity: "critical", cluster: "a" };
const warning = { severity: "warning", cluster: "a" };

describe("inhibition", () => {
  it("silences the target while a source fires", () => {
    const [rule] = rules(SEVERITY);
    expect(inhibitedBy(rules(SEVERITY), warning, [warning, critical])).toEqual([{ rule, sources: [critical] }]);
    expect(inhibitedBy(rules(SEVERITY), critical, [warning, critical])).toEqual([]);
    expect(inhibitedBy(rules(SEVERITY), warning, [warning])).toEqual([]);
  });

  it("needs the equal labels to be equal", () => {
    expect(inhibitedBy(rules(SEVERITY), warning, [{ ...critical, cluster: "b" }])).toEqual([]);
    expect(inhibitedBy(rules({ ...SEVERITY, equal: [] }), warning, [{ ...critical, cluster: "b" }])).toHaveLength(1);
  });

  it("takes an equal label that both lack as equal, and one that is empty as lacking", () => {
    const bare: Labels = { severity: "warning" };
    expect(inhibitedBy(rules(SEVERITY), bare, [{ severity: "critical" }])).toHaveLength(1);
    expect(inhibitedBy(rules(SEVERITY), bare, [{ severity: "critical", cluster: "" }])).toHaveLength(1);
    expect(inhibitedBy(rules(SEVERITY), bare, [critical])).toEqual([]);
  });

  it("needs all matchers of a side", () => {
    const both = { ...SEVERITY, source_matchers: ["severity=critical", "kind=~host.*"], equal: [] };
    expect(inhibitedBy(rules(both), warning, [critical])).toEqual([]);
    expect(inhibitedBy(rules(both), warning, [{ ...critical, kind: "hosts" }])).toHaveLength(1);
  });

  describe("of alerts on both sides of a rule", () => {
    const twoSided = rules({ source_matchers: ["a=~.+"], target_matchers: ["b=~.+"] });
    const onlySource = { a: "1" };
    const onlyTarget = { b: "1" };
    const both = { a: "1", b: "1" };

    it("is never by itself", () => {
      expect(inhibitedBy(twoSided, both, [both])).toEqual([]);
    });

    it("is never by another on both sides", () => {
      expect(inhibitedBy(twoSided, both, [both, { a: "2", b: "2" }])).toEqual([]);
    });

    it("is by a source alone", () => {
      expect(inhibitedBy(twoSided, both, [both, onlySource])).toMatchObject([{ sources: [onlySource] }]);
    });

    it("still reaches those on the target side alone", () => {
      expect(inhibitedBy(twoSided, onlyTarget, [both, onlyTarget])).toMatchObject([{ sources: [both] }]);
    });
  });

  it("tells of every rule and source", () => {
    const second = { source_matchers: [], target_matchers: ["severity=warning"] };
    const found = inhibitedBy(rules(SEVERITY, second), warning, [critical, { ...critical, pod: "x" }]);
    expect(found.map(({ rule, sources }) => [rule.name, sources.length])).toEqual([
      [SEVERITY.name, 2],
      [undefined, 2],
    ]);
  });

  it("reads the deprecated matchers too", () => {
    const old = {
      source_match: { severity: "critical" },
      source_match_re: { cluster: "a|b" },
      target_match: { severity: "warning" },
    };
    expect(inhibitedBy(rules(old), warning, [critical])).toHaveLength(1);
    expect(inhibitedBy(rules(old), warning, [{ ...critical, cluster: "ab" }])).toEqual([]);
  });
});
