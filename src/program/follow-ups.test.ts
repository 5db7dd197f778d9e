import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { compiled, organisation, shared } from "../../test/properties/declared.ts";
import { check } from "../verify/checks/index.ts";
import { compile } from "./compile.ts";

const globex: Readonly<Record<string, unknown>> = parse(readFileSync("tenants/globex/tenant.yaml", "utf8"));
const { staging, production } = organisation.environments;
const smtp = { smarthost: "mail.example.com:587", from: "monitoring@example.com" };
const organised = shared({
  ...organisation,
  environments: { staging, production, development: staging },
  alertmanager: { ...organisation.alertmanager, smtp },
});

/** What is found in globex, with the checks, in every environment. */
function foundIn(declaration: unknown): readonly string[] {
  const environments = [...organised.environments.values()];
  const { programs, findings } = compile({ folder: "globex", declaration, mistakes: [] }, organised, environments);
  const all = [...findings, ...programs.flatMap(check)].filter(({ kind }) => kind.severity === "error");
  return [...new Set(all.map(({ kind, place }) => `${kind.name} ${place.path.join("/")}`))];
}

describe("one mistake is one finding:", () => {
  test("globex has none", () => expect(foundIn(globex)).toEqual([]));

  const lists = Object.entries(globex).flatMap(([key, value]) => (typeof value === "object" ? [key] : []));
  test.each(lists)("a misspelt list, %s", (list) => {
    const misspelt = Object.entries(globex).map(([key, value]) => [key === list ? `${key}x` : key, value]);
    expect(foundIn(Object.fromEntries(misspelt))).toEqual([`declaration/unknown-property ${list}x`]);
  });

  test("a recording that can't be, whatever reads it", () => {
    const overrides = { Full: { bound: "80%" } };
    const alert = { severity: "page", owner: "music", summary: "Full" };
    const { found } = compiled({
      recordings: {
        "host:memory:max": { expr: "max by (host) (memory_usd_ratio)" },
        "host:memory:again": { expr: "host:memory:max * 1" },
      },
      alerts: {
        Full: { ...alert, when: "host:memory:max > 0.9" },
        Fuller: { ...alert, when: "host:memory:again > 0.9" },
      },
      overrides,
    });
    expect(found.map((one) => one.split(" ")[0])).toEqual(["metric/undeclared"]);
  });

  test.each([
    { service: "web" },
    { service: [] },
    { service: { upto: 5 } },
    { service: { upTo: "5" } },
    { "ser-vice": ["web"], service: 5 },
  ])("a label that is declared wrongly, %j", (labels) => {
    const { found } = compiled({
      metrics: { requests_total: { type: "counter", help: "Requests.", labels } },
      alerts: {
        Many: {
          when: 'sum by (service) (rate(requests_total{service="web"}[5m])) > 5',
          severity: "page",
          owner: "music",
          summary: "Many",
        },
      },
    });
    expect(found.filter((one) => one.startsWith("label/"))).toEqual([]);
  });
});
