import { dump } from "js-yaml";
import { afterEach, describe, expect, test } from "vitest";
import { base, organisation, requestsFail } from "../test/properties/declared.ts";
import { type ProjectDouble, projectDouble } from "./load/project-double.ts";
import { compileProject, generateProject, hasErrors } from "./project.ts";

const acme = { ...base, alerts: { RequestsFail: requestsFail } };
const globex = {
  ...acme,
  tenant: "globex",
  channels: {
    oncall: { type: "pagerduty", routingKey: { secret: "pagerduty/globex" } },
    room: { type: "slack", webhook: { secret: "slack/globex" }, room: "#globex" },
  },
};

let project: ProjectDouble | undefined;
afterEach(() => project?.remove());

function made(files: Readonly<Record<string, object | string>>): string {
  const texts = Object.entries(files).map(([path, data]) => [
    `tenants/${path}`,
    typeof data === "string" ? data : dump(data),
  ]);
  project = projectDouble(Object.fromEntries(texts));
  return project.root;
}

const both = { "organisation.yaml": organisation, "acme/tenant.yaml": acme, "globex/tenant.yaml": globex };
const names = (diagnostics: Awaited<ReturnType<typeof compileProject>>["diagnostics"]) =>
  diagnostics.map(({ kind, at }) => `${kind.name} ${at.file}`);

describe("a project", () => {
  test("is compiled for each tenant in each environment", async () => {
    const steps: string[] = [];
    const { tenants, diagnostics, environments, sources } = await compileProject({
      root: made(both),
      progress: (step) => steps.push(step),
    });
    expect(diagnostics).toEqual([]);
    expect(environments.map(({ name }) => name)).toEqual(["staging", "production"]);
    expect(tenants.map(({ name, programs }) => [name, programs.map(({ environment }) => environment.name)])).toEqual([
      ["acme", ["staging", "production"]],
      ["globex", ["staging", "production"]],
    ]);
    expect(steps).toEqual(["reading tenants/organisation", "reading tenants/acme", "reading tenants/globex"]);
    expect([...sources.keys()].sort()).toEqual([
      "tenants/acme/tenant.yaml",
      "tenants/globex/tenant.yaml",
      "tenants/organisation.yaml",
    ]);
  });

  test("may be compiled in part: some tenants, one environment", async () => {
    const { tenants } = await compileProject({ root: made(both), tenants: ["globex"], environment: "staging" });
    expect(tenants.map(({ name, programs }) => [name, programs.length])).toEqual([["globex", 1]]);
  });

  test("tells all mistakes of all tenants, sorted, each once though there are two environments", async () => {
    const wrong = { ...requestsFail, when: "nothing > 5", owner: "nobody" };
    const root = made({
      ...both,
      "globex/tenant.yaml": { ...globex, alerts: { Wrong: wrong, Other: { ...wrong, severity: "loud" } } },
    });
    const { tenants, diagnostics } = await compileProject({ root });
    expect(tenants.map(({ name, programs }) => [name, programs.length])).toEqual([
      ["acme", 2],
      ["globex", 0],
    ]);
    expect(diagnostics.map(({ kind, at }) => `${kind.name} ${at.line}`)).toEqual([
      ...new Set(diagnostics.map(({ kind, at }) => `${kind.name} ${at.line}`)),
    ]);
    const lines = diagnostics.map(({ at }) => at.line);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
    expect(new Set(diagnostics.map(({ kind }) => kind.name))).toEqual(
      new Set(["metric/undeclared", "team/undeclared", "declaration/unknown-choice"]),
    );
  });

  test("without an organisation says so", async () => {
    const { tenants, diagnostics } = await compileProject({ root: made({ "acme/tenant.yaml": acme }) });
    expect(names(diagnostics)).toEqual(["organisation/missing tenants/organisation"]);
    expect(tenants).toEqual([]);
  });

  test.each<[string, object | string, string]>([
    [
      "that refers to nothing",
      { ...organisation, defaultEnvironment: "testing" },
      "environment/undeclared tenants/organisation.yaml",
    ],
    ["of another form", { ...organisation, prometheus: 5 }, "declaration/wrong-type tenants/organisation.yaml"],
    ["that can't be read", "a: [", "tenants/organisation.yaml"],
  ])("with an organisation %s says that, and nothing that follows from it", async (_, wrong, expected) => {
    const { tenants, diagnostics } = await compileProject({ root: made({ ...both, "organisation.yaml": wrong }) });
    expect(names(diagnostics).join()).toContain(expected);
    expect(new Set(diagnostics.map(({ at }) => at.file))).toEqual(new Set(["tenants/organisation.yaml"]));
    expect(tenants).toEqual([]);
  });

  const url = "https://hooks.example.com/T0/B0";
  const { production, staging } = organisation.environments;
  test.each<[string, object | string | undefined, string]>([
    ["that isn't there", undefined, "organisation/missing tenants/organisation"],
    ["that can't be read", "a: [", "load/yaml-syntax tenants/organisation.yaml"],
    ["of another form", { ...organisation, prometheus: 5 }, "declaration/wrong-type tenants/organisation.yaml"],
    [
      "whose default environment is broken",
      { ...organisation, environments: { staging, production: { ...production, grafana: 5 } } },
      "declaration/wrong-type tenants/organisation.yaml",
    ],
    [
      "whose fallback is broken",
      { ...organisation, channels: { operations: { type: "webhook", url } } },
      "secret/literal tenants/organisation.yaml",
    ],
  ])("with an organisation %s says that once, and what is wrong with its tenants", async (_, wrong, expected) => {
    const environments = { staging: { mostUrgent: "ticket" } };
    const mistaken = { ...globex, environments, alerts: { Wrong: { ...requestsFail, severity: "loud" } } };
    const files = { "acme/tenant.yaml": { ...acme, environments }, "globex/tenant.yaml": mistaken };
    const all = wrong === undefined ? files : { ...files, "organisation.yaml": wrong };
    const { tenants, diagnostics } = await compileProject({ root: made(all) });
    expect(names(diagnostics)).toEqual(["declaration/unknown-choice tenants/globex/tenant.yaml", expected]);
    expect(tenants).toEqual([]);
  });

  test("has no environment of a name that isn't declared", async () => {
    const { environments, diagnostics } = await compileProject({ root: made(both), environment: "stagging" });
    expect(environments).toEqual([]);
    expect(diagnostics.map(({ reason, suggestion }) => `${reason} ${suggestion}`).join()).toContain("staging");
  });

  test("whose tenant can't be read is told, the others are compiled", async () => {
    const { tenants, diagnostics } = await compileProject({ root: made({ ...both, "acme/tenant.yaml": "tenant: [" }) });
    expect(new Set(diagnostics.map(({ at }) => at.file))).toEqual(new Set(["tenants/acme/tenant.yaml"]));
    expect(tenants.map(({ name }) => name)).toEqual(["globex"]);
  });
});

describe("a project is generated", () => {
  test("into a folder for each tenant and environment, and one for what is merged", async () => {
    const { generated, diagnostics } = await generateProject({ root: made(both) });
    expect(diagnostics).toEqual([]);
    expect(generated.map(({ folder }) => folder).sort()).toEqual([
      "acme",
      "environments/staging/acme",
      "environments/staging/globex",
      "environments/staging/organisation",
      "globex",
      "organisation",
    ]);
    for (const { artifacts } of generated) expect(artifacts.length).toBeGreaterThan(0);
    const merged = generated.find(({ folder }) => folder === "organisation");
    expect(merged?.program).toBeUndefined();
    expect(merged?.artifacts.find(({ kind }) => kind === "alertmanager-config")?.content).toContain('tenant="globex"');
  }, 60_000);

  test("without what is merged, where only some tenants are asked for", async () => {
    const { generated } = await generateProject({ root: made(both), tenants: ["acme"], environment: "production" });
    expect(generated.map(({ folder }) => folder)).toEqual(["acme"]);
  }, 60_000);

  test("in no part where there is an error", async () => {
    const root = made({
      ...both,
      "globex/tenant.yaml": { ...globex, alerts: { Wrong: { ...requestsFail, owner: "x" } } },
    });
    const { generated, diagnostics } = await generateProject({ root });
    expect(generated).toEqual([]);
    expect(hasErrors(diagnostics)).toBe(true);
  });
});
