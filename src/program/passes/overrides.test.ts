import { describe, expect, test } from "vitest";
import { compiled, type Data, requestsFail } from "../../../test/properties/declared.ts";

const alerts = {
  RequestsFail: requestsFail,
  MemoryFull: {
    when: "(memory_used_ratio > 0.9) and on (host) (disk_free_bytes < 5)",
    severity: "ticket",
    owner: "music",
    summary: "Full",
  },
  DiskGone: { when: "absent(disk_free_bytes)", severity: "page", owner: "music", summary: "Gone" },
};
const overriding = (overrides: Data, environments: Data = {}, environment = "production") =>
  compiled({ alerts, overrides, environments }, { environment });
const threshold = (text: string) => /> ([\d.]+)/.exec(text)?.[1];

describe("an override changes of its alert", () => {
  test("the time, the severity and nothing else", () => {
    const before = overriding({}).program;
    const { program, alert } = overriding({ RequestsFail: { for: "2h", keepFiringFor: "5m", severity: "info" } });
    expect(alert("RequestsFail")).toMatchObject({
      for: 7_200_000,
      keepFiringFor: 300_000,
      severity: "info",
      labels: { tenant: "acme", severity: "info", team: "music" },
    });
    const others = ({ alerts: all }: typeof program) => all.filter(({ name }) => name !== "RequestsFail");
    expect(others(program)).toEqual(others(before));
  });

  test.each([
    ["RequestsFail", "5%", "0.05"],
    ["MemoryFull", "95%", "0.95"],
    ["MemoryFull", 0.85, "0.85"],
  ])("the bound of %s", (name, bound, expected) => {
    const { promql, found } = overriding({ [name]: { bound } });
    expect(found).toEqual([]);
    expect(threshold(promql(name))).toBe(expected);
    expect(promql("MemoryFull")).toContain("< 5");
  });

  test("everything: it isn't built", () => {
    const { program } = overriding({ RequestsFail: { enabled: false }, MemoryFull: { enabled: true } });
    expect(program.alerts.map(({ name }) => name)).toEqual(["DiskGone", "MemoryFull"]);
  });
});

describe("an environment differs only where it says so", () => {
  const staging = { mostUrgent: "ticket", overrides: { RequestsFail: { bound: "10%" }, DiskGone: { enabled: false } } };

  test("in its own overrides", () => {
    const there = overriding({}, { staging }, "staging");
    expect(there.program.alerts.map(({ name, severity }) => `${name} ${severity}`)).toEqual([
      "MemoryFull ticket",
      "RequestsFail ticket",
    ]);
    expect(threshold(there.promql("RequestsFail"))).toBe("0.1");
    const here = overriding({}, { staging });
    expect(here.program.alerts.map(({ name, severity }) => `${name} ${severity}`)).toEqual([
      "DiskGone page",
      "MemoryFull ticket",
      "RequestsFail page",
    ]);
    expect(threshold(here.promql("RequestsFail"))).toBe("0.01");
  });

  test("which come after the tenant's", () => {
    const { promql, alert } = overriding({ RequestsFail: { bound: "5%", for: "1m" } }, { staging }, "staging");
    expect(threshold(promql("RequestsFail"))).toBe("0.1");
    expect(alert("RequestsFail").for).toBe(60_000);
  });

  test("and may be more urgent than its own limit, where it says so of one alert", () => {
    const loud = { mostUrgent: "info", overrides: { RequestsFail: { severity: "page" } } };
    const { program } = overriding({}, { staging: loud }, "staging");
    expect(program.alerts.map(({ name, severity }) => `${name} ${severity}`)).toEqual([
      "DiskGone info",
      "MemoryFull info",
      "RequestsFail page",
    ]);
  });
});

describe("an override that can't be is told:", () => {
  test.each<[string, Data, Data, string]>([
    ["of no alert", { Nothing: { for: "5m" } }, {}, "alert/undeclared overrides/Nothing"],
    [
      "of no alert in an environment",
      {},
      { staging: { overrides: { Nothing: { for: "5m" } } } },
      "alert/undeclared environments/staging/overrides/Nothing",
    ],
    ["of no environment", {}, { testing: { overrides: {} } }, "environment/undeclared environments/testing"],
    ["a bound without a comparison", { DiskGone: { bound: 5 } }, {}, "overrides/DiskGone/bound"],
    ["a bound of another unit", { RequestsFail: { bound: "5m" } }, {}, "overrides/RequestsFail/bound"],
    ["a bound that can't be exceeded", { RequestsFail: { bound: "120%" } }, {}, "overrides/RequestsFail/bound"],
    ["a bound that always is", { MemoryFull: { bound: "-1%" } }, {}, "overrides/MemoryFull/bound"],
  ])("%s", (_, overrides, environments, expected) => {
    expect(overriding(overrides, environments).found.join()).toContain(expected);
  });

  test("but not of an alert that is broken for another reason", () => {
    const broken = { ...alerts, Wrong: { ...requestsFail, severity: "loud" } };
    const { found } = compiled({ alerts: broken, overrides: { Wrong: { for: "5m" } } });
    expect(found).toEqual(["declaration/unknown-choice alerts/Wrong/severity"]);
  });
});
