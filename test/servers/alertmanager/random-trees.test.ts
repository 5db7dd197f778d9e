import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { missing } from "../../judges/tools.ts";
import type { Judged } from "../../routing/answers.ts";
import { randomCases } from "../../routing/random-configs.ts";
import { compare, sharesInWords } from "../../routing/shares.ts";
import { ask } from "./ask.ts";

const SEED = 20261120;

/** How many configurations are asked about, with some 300 alerts each; `MONITORGEN_TREES=100` for the long run. */
const CONFIGS = Number(process.env["MONITORGEN_TREES"] ?? 6);

/** Set to rewrite the answers that the quick tests are held against. */
const RECORD = process.env["RECORD"] === "1";

/** So many configurations with so many alerts each are recorded. */
const RECORDED = { configs: 12, alerts: 40 };

describe.skipIf(missing("alertmanager"))("random configurations", () => {
  test("come to the same in our engine and in Alertmanager, and each feature of the engine decides some answers", async () => {
    const judged: Judged[] = [];
    for (const one of fc.sample(randomCases, { numRuns: RECORD ? RECORDED.configs : CONFIGS, seed: SEED })) {
      judged.push(await ask(RECORD ? { ...one, alerts: one.alerts.slice(0, RECORDED.alerts) } : one));
    }
    const compared = compare(judged);
    if (process.env["MONITORGEN_TELL"] === "1") process.stderr.write(`${sharesInWords(compared)}\n`);
    expect(compared.differences.slice(0, 3)).toEqual([]);
    expect(compared.cases).toBeGreaterThan(RECORD ? 400 : CONFIGS * 200);
    for (const [feature, count] of compared.decides) expect({ feature, count }).not.toEqual({ feature, count: 0 });
    if (RECORD) {
      const file = join(import.meta.dirname, "../../routing/recorded.ndjson");
      writeFileSync(file, judged.map((one) => `${JSON.stringify(one)}\n`).join(""));
    }
  }, 900_000);
});
