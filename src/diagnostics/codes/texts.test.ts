import { describe, expect, test } from "vitest";
import type { Kind } from "../diagnostic.ts";
import {
  malformedValue,
  misplaced,
  missingProperty,
  nameForReference,
  unknownChoice,
  unknownProperty,
  wrongType,
} from "./declaration.ts";
import {
  certainBound,
  impossibleBound,
  impossibleQuantile,
  malformedWindow,
  neverMatches,
  notACondition,
  regexMatchesNothing,
  undeclaredLabel,
  undeclaredMetric,
  unknownPlaceholder,
  unlikeUnits,
  wrongMetricType,
} from "./expression.ts";
import { unknownMethod, unknownTenant, yamlSyntax } from "./load.ts";
import { bucketsNotRising, incompleteIndicator, metricNaming, undeclaredTeam, unknownEcsField } from "./reference.ts";

function said<D extends object>(kind: Kind<D>, data: D): readonly (string | undefined)[] {
  return [kind.reason(data), kind.suggestion?.(data)];
}

describe("where nothing is near what was written, a finding says", () => {
  test("that the property can go", () => {
    expect(said(unknownProperty, { property: "colour", of: "an alert", known: ["for", "when"] })).toEqual([
      "an alert has no property 'colour'; it has for and when",
      "remove 'colour'",
    ]);
  });

  test("where the name would be declared", () => {
    expect(said(undeclaredTeam, { name: "storage", known: [] })).toEqual([
      "no team is called 'storage'; teams is empty",
      "declare 'storage' under teams",
    ]);
    expect(said(undeclaredMetric, { metric: "other", known: [] })).toEqual([
      "no metric is called 'other'; none is declared",
      "declare 'other' under metrics",
    ]);
    expect(said(unknownEcsField, { field: "music.title", known: ["host.name"] })[1]).toBe(
      "declare it under fields, with its type",
    );
  });

  test("nothing that it doesn't know", () => {
    expect(said(undeclaredLabel, { label: "zone", of: "the vector", known: [] })).toEqual([
      "the vector has no labels, not 'zone'",
      undefined,
    ]);
    expect(said(malformedWindow, { found: '"x"' })[1]).toBeUndefined();
    expect(said(unknownTenant, { tenant: "x", tenants: ["acme"] })).toEqual(["x is none of acme", undefined]);
    expect(said(metricNaming, { problem: "it ends in _count" })[1]).toBeUndefined();
  });
});

describe("words of other tools", () => {
  const severity = { property: "severity", choices: ["page", "ticket", "info"] };
  test.each([
    ["critical", "page"],
    ["Warning", "ticket"],
    ["notice", "info"],
  ])("%s is %s here", (word, meant) => {
    expect(said(unknownChoice, { ...severity, found: `"${word}"` })[1]).toBe(`did you mean "${meant}"?`);
  });

  test("that mean nothing here have no guess", () => {
    expect(said(unknownChoice, { ...severity, found: '"purple"' })[1]).toBeUndefined();
    expect(said(unknownChoice, { property: "type", choices: ["slack"], found: '"string"' })[1]).toBeUndefined();
  });
});

describe("values of another type", () => {
  const suggestion = (expected: string, found: string) => said(wrongType, { property: "x", expected, found })[1];
  test("are guessed where there is one way to write them", () => {
    expect(suggestion("a list", '"a"')).toBe('put it into brackets: ["a"]');
    expect(suggestion("a percentage, such as 99.9%", "0.999")).toBe('did you mean "99.9%"?');
    expect(suggestion("a percentage, such as 99.9%", "99.9")).toBe('did you mean "99.9%"?');
    expect(suggestion("a length of time, such as 5m", "10")).toBe("give it a unit: 10s or 10m");
    expect(suggestion("a text", "true")).toBe('did you mean "true"?');
  });

  test("are not, where there isn't", () => {
    expect(suggestion("a list", "an object")).toBeUndefined();
    expect(suggestion("a percentage, such as 99.9%", "1234")).toBeUndefined();
    expect(suggestion("a text", "a list")).toBeUndefined();
  });
});

test("a property that is missing is to be added", () => {
  const data = { property: "owner", of: "an alert", expected: "the team that is told" };
  expect(said(missingProperty, data)).toEqual(["an alert needs 'owner', the team that is told", "add 'owner'"]);
});

test("a malformed value is guessed where that was possible", () => {
  const data = { form: "duration", property: "for", found: '"x"' } as const;
  expect(said(malformedValue, data)[1]).toBeUndefined();
  expect(said(malformedValue, { ...data, guess: "5m" })[1]).toBe('did you mean "5m"?');
});

test("what stands in a wrong list is said with its article, and where it belongs", () => {
  expect(said(misplaced, { name: "a", found: "slo", list: "alerts" })).toEqual([
    "'a' is an SLO, and it stands under 'alerts'",
    "move it to 'slos'",
  ]);
  expect(said(misplaced, { name: "a", found: "team", list: "alerts" })[0]).toContain("a team");
  expect(said(misplaced, { name: "a", found: "drift", list: "alerts" })[1]).toBe("move it to 'drift'");
});

test("a name is told apart from what it names", () => {
  expect(said(nameForReference, { property: "owner", name: "music" })[0]).toContain("takes the team itself");
  expect(said(nameForReference, { property: "page", name: "oncall" }).join(" ")).toMatch(
    /channel itself.*the channel was/,
  );
});

describe("expressions", () => {
  test("that are long aren't repeated", () => {
    expect(said(notACondition, { expression: "x".repeat(80) })[0]).toMatch(/^the expression has a value/);
    expect(said(notACondition, { expression: "up" })[0]).toMatch(/^up has a value/);
  });

  test("labels of targets come last", () => {
    const data = { label: "zone", of: "up", known: ["instance", "job", "zones"] };
    expect(said(undeclaredLabel, data)).toEqual([
      "up has the labels zones, instance and job, not 'zone'",
      "did you mean 'zones'?",
    ]);
  });

  test("bounds without a guess have advice, or nothing", () => {
    const data = { left: "up", within: "within 0 and 1", comparison: "more than 2" };
    expect(said(impossibleBound, data)[1]).toBeUndefined();
    expect(said(impossibleBound, { ...data, advice: "take less" })[1]).toBe("take less");
    expect(said(certainBound, data)[0]).toContain("which is always more than 2");
  });

  test("quantiles and percentiles are told apart", () => {
    expect(said(impossibleQuantile, { found: 95, from: 0, to: 1 })[1]).toBe("did you mean 0.95?");
    expect(said(impossibleQuantile, { found: -1, from: 0, to: 1 })[1]).toBeUndefined();
    expect(said(impossibleQuantile, { found: 0.999, from: 1, to: 100 })[1]).toBe("did you mean 99.9?");
    expect(said(impossibleQuantile, { found: 100, from: 1, to: 100 })[1]).toBeUndefined();
  });

  test("sides that share labels can be paired by these", () => {
    const data = { left: "{a, b}", operator: "/", right: "{a}" };
    expect(said(neverMatches, { ...data, shared: "a" })[1]).toContain("on(a)");
    expect(said(neverMatches, { ...data, shared: "" })[1]).toBe("aggregate both sides by the same labels");
  });

  test("a ratio of unlike units has a word of its own", () => {
    expect(said(unlikeUnits, { left: "bytes", operator: "/", right: "seconds" })[1]).toContain(".per(…)");
    expect(said(unlikeUnits, { left: "bytes", operator: "<", right: "seconds" })[1]).toContain("one unit");
  });

  test("a pattern that is part of a value may want to be the whole", () => {
    expect(said(regexMatchesNothing, { label: "a", pattern: "play", known: ["player"] })[1]).toBe(
      'did you mean ".*play.*"?',
    );
    expect(said(regexMatchesNothing, { label: "a", pattern: "x", known: ["player"] })[1]).toBeUndefined();
  });

  test("a placeholder that never was is guessed", () => {
    expect(said(unknownPlaceholder, { label: "servise", known: ["service"], declared: false })[1]).toBe(
      "did you mean 'service'?",
    );
  });

  test("a metric of another type is told what to do", () => {
    const data = { metric: "m", type: "gauge", needs: "a histogram" };
    expect(said(wrongMetricType, data)[1]).toContain("with buckets");
    expect(said(wrongMetricType, { ...data, type: "computed vector" })[1]).toContain("write the metric here");
  });
});

test("buckets may be there twice, or out of order", () => {
  expect(said(bucketsNotRising, { before: 1, bucket: 1 })[0]).toBe("1 is there twice");
  expect(said(bucketsNotRising, { before: 2, bucket: 1 })[0]).toBe("1 comes after 2");
});

test("an SLO is told which half is missing", () => {
  const add = (has: readonly string[]) => said(incompleteIndicator, { has })[1];
  expect(["errors", "total", "of", "within"].map((has) => add([has]))).toEqual([
    "add 'total'",
    "add 'errors'",
    "add 'within'",
    "add 'of'",
  ]);
  expect(add([])).toBeUndefined();
  expect(add(["errors", "total", "of"])).toBe("keep one of the two pairs");
  expect(said(incompleteIndicator, { has: [] })[0]).toMatch(/^it has neither/);
});

describe("a method that isn't there", () => {
  const way = (member: string, members: readonly string[]) => said(unknownMethod, { member, of: "m", members })[1];
  test.each([
    ["wher", ["where"], "did you mean .where(…)?"],
    ["above", ["rate", "where"], 'm.rate("5m").above(…)'],
    ["above", ["rate", "percentile"], 'm.percentile(95, "5m").above(…)'],
    ["above", ["and", "unless"], "combine two conditions with .and(…) or .or(…)"],
    ["rate", ["changeOver"], 'm.changeOver("5m"), as a gauge may fall, too'],
    ["percentile", ["rate"], "a percentile needs a histogram"],
    ["averageOver", ["by"], "look over the window first, at the metric itself, then aggregate"],
    ["absent", ["by"], "the metric itself has .absent()"],
    ["sing", ["by"], undefined],
    ["above", [], undefined],
  ])("%s among %j", (member, members, expected) => expect(way(member, members)).toBe(expected));

  test("is said with what is there", () => {
    expect(said(unknownMethod, { member: "sing", of: "m", members: [] })[0]).toBe("m has no sing");
  });
});

test.each([
  ["nested mappings are not allowed in compact mappings", 'a text without quotes ends at ": "'],
  ['missing closing "quote', 'the text that begins with " has no end'],
  ["unexpected flow-map-start at node end", "a text without quotes ends at [ and {"],
  ["something else", "something else"],
])("the YAML parser's %s is said in plain words", (message, words) => {
  expect(said(yamlSyntax, { message, code: "OTHER" })).toEqual([expect.stringContaining(words), undefined]);
});
