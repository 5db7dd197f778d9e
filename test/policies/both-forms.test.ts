import { rmSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { compileProject } from "../../src/project.ts";
import type { Files } from "../mistakes/project.ts";
import { TYPESCRIPT, written, YAML } from "./projects.ts";

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

async function found(files: Files): Promise<readonly string[]> {
  const root = written(files);
  roots.push(root);
  const { diagnostics } = await compileProject({ root, today: "2026-11-20" });
  const withoutPlaces = diagnostics.map(
    ({ kind, reason, suggestion }) =>
      `${kind.code} ${reason.replaceAll(/[\w/]+\.(ts|yaml):\d+:\d+/g, "‹place›")} → ${suggestion}`,
  );
  return withoutPlaces.sort();
}

test("policies, quotas and suppressions say the same of what is declared in TypeScript and in YAML", async () => {
  const [typescript, yaml] = [await found(TYPESCRIPT), await found(YAML)];
  expect(yaml).toEqual(typescript);
  expect(new Set(yaml.map((one) => one.slice(0, 6)))).toEqual(new Set(["MG2720", "MG2740", "MG2741", "MG2752"]));
  expect(yaml).toMatchInlineSnapshot(`
    [
      "MG2720 acme has 104 series, its quota is 100 (the organisation, ‹place›); metrics/jobs_done_total weighs most, 100 → see what weighs how much: monitorgen list cost --tenant acme",
      "MG2720 acme has 104 series, its quota is 90 (the tenant, ‹place›); metrics/jobs_done_total weighs most, 100 → see what weighs how much: monitorgen list cost --tenant acme",
      "MG2720 acme has 143.051MiB of logs a day, its quota is 1.00136MiB (the organisation, ‹place›); logs/jobs weighs most, 143.051MiB → see what weighs how much: monitorgen list cost --tenant acme",
      "MG2720 acme has 2,020 samples to read at each evaluation, its quota is 10 (the organisation, ‹place›); recordings/queue:jobs_done:rate5m weighs most, 1,000 → see what weighs how much: monitorgen list cost --tenant acme",
      "MG2720 acme has 3 rules, its quota is 1 (the organisation, ‹place›); recordings/queue:jobs_done:rate5m weighs most, 1 → see what weighs how much: monitorgen list cost --tenant acme",
      "MG2740 QueueLong (page) has no description: Nobody knows it all; the policy runbooks of the organisation, ‹place› → add a description: what is wrong, and the values that show it",
      "MG2740 QueueLong (page) has no label area; the policy areas of the organisation, ‹place› → add the label area",
      "MG2740 QueueLong (page) has no runbook: Nobody knows it all; the policy runbooks of the organisation, ‹place› → add a runbook: what the person who is told does first",
      "MG2740 QueueLong isn't called as .*(High|Low); the policy names of the organisation, ‹place› → give it another name",
      "MG2740 QueueSlow (ticket) has no label area; the policy areas of the organisation, ‹place› → add the label area",
      "MG2740 QueueSlow isn't called as .*(High|Low); the policy names of the organisation, ‹place› → give it another name",
      "MG2740 acme has 1 recording; the policy few of the organisation, ‹place› → leave at most 0",
      "MG2740 acme has 2 alerts; the policy few of the organisation, ‹place› → leave at most 1",
      "MG2740 alerts/QueueLong uses max_over_time; the policy simple of the organisation, ‹place› → say it without max_over_time",
      "MG2740 jobs_done_total has the label user; the policy private of the organisation, ‹place› → drop user from the metric, or before Prometheus stores it",
      "MG2740 jobs_done_total has up to 100 series; the policy few of the organisation, ‹place› → leave at most 50",
      "MG2740 no objective counts queue="in"; the policy promises of the organisation, ‹place› → declare an SLO for in",
      "MG2740 no objective counts queue="out"; the policy promises of the organisation, ‹place› → declare an SLO for out",
      "MG2741 QueueLong (page) fires after no time; the policy own of the tenant, ‹place› → let its condition hold for 1m at least",
      "MG2741 QueueLong (page) fires after no time; the policy patient of the organisation, ‹place› → let its condition hold for 10m at least",
      "MG2752 MG2311 was to stand until 2026-01-31, today is 2026-11-20; the reason was: They come next week. → mend what it is about and remove it, or look again and set another day",
    ]
  `);
});
