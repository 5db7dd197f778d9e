import { rmSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { monitorgen } from "../cli/console.ts";
import { yamlProject } from "../mistakes/project.ts";
import { written } from "./projects.ts";

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

async function said(text: string, ...args: readonly string[]): Promise<string> {
  const root = written(yamlProject(text));
  roots.push(root);
  const { stdout, stderr } = await monitorgen(args.length === 0 ? ["validate"] : args, { cwd: root });
  return (stdout + stderr).replaceAll(/\s+/g, " ");
}

const policy = (properties: string): string => `policies:\n  one: { ${properties} }\n`;

test.each([
  ["minimumFor: 5", "'minimumFor' takes a length of time"],
  ["forbidLabels: status", "'forbidLabels' takes a list"],
  ["require: [dashboard], of: { severity: critical }", "'severity' is page, ticket or info"],
  ["atMost: { allerts: 0 }", "'atMost' has no property 'allerts'"],
])("a policy that is refused in part asks for nothing else: %s", async (properties, reason) => {
  const found = await said(policy(properties));
  expect(found).toContain(reason);
  expect(found).toContain("1 error");
});

test("limits of nothing ask for nothing", async () => {
  expect(await said(policy("atMost: {}"))).toContain("this one for nothing");
});

test.each([
  ["forbidFunctions: [topk], of: { kind: slo }", "forbidFunctions is about the whole tenant"],
  [
    "atMost: { alerts: 100, rules: 100, series: 100000 }, of: { owner: music }",
    "rules, series are about the whole tenant",
  ],
])("a policy can't be limited to alerts that it isn't about: %s", async (properties, reason) => {
  expect(await said(policy(properties))).toContain(reason);
});

test("alerts of a severity can be limited in number", async () => {
  const found = await said(policy("atMost: { alerts: 0 }, of: { severity: page }"));
  expect(found).toMatch(/acme has \d+ alerts? \(severity page\); the policy one of the tenant/);
  expect(await said(policy("atMost: { alerts: 0 }, of: { severity: ticket, owner: music }"))).toContain("no findings");
});

test("of a tenant, a policy about nobody's alerts is a mistake", async () => {
  const found = await said(policy("require: [runbook], of: { owner: wbe }"));
  expect(found).toContain("error MG2004 team isn't declared");
});

const suppression = (text: string): string => `suppress:\n  - { code: MG2741, until: 2027-03-31, ${text} }\n`;

test.each([
  ["alerts/RequestFail", "did you mean 'alerts/RequestsFail'?"],
  ["RequestsFail", "did you mean 'alerts/RequestsFail'?"],
  ["alerts", "no findings"],
  ["alerts/RequestsFail/summary", "no findings"],
  ["dashboards/overview", "write the list and the name, such as alerts/ErrorRatioHigh"],
  ["tenant/acme", "write the list and the name, such as alerts/ErrorRatioHigh"],
])("a suppression is about something that is declared: %s", async (at, told) => {
  expect(await said(suppression(`at: ${at}, reason: It settles.`))).toContain(told);
});

test.each(["''", "'  '"])("%s is no reason", async (reason) => {
  expect(await said(suppression(`reason: ${reason}`))).toContain("'reason' says nothing");
});

test("what is missing is told with its form", async () => {
  expect(await said("suppress:\n  - { code: MG2741, reason: It settles. }\n")).toContain(
    "needs 'until', the last day on which it may, such as 2027-03-31",
  );
});

test("a quota takes a number", async () => {
  expect(await said("quotas: { rules: many }\n")).toContain("'rules' takes a whole number, found \"many\"");
});

test("who costs too much is shown what weighs how much, as the finding says", async () => {
  const found = await said("quotas: { rules: 0 }\n", "list", "cost");
  expect(found).toContain("monitorgen list cost --tenant acme");
  expect(found).toMatch(/acme total /);
});
