import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Judged } from "./answers.ts";
import { compare } from "./shares.ts";
import { FEATURES } from "./without.ts";

/** What Alertmanager 0.34.2 said: `RECORD=1 npm run test:servers -- test/servers/alertmanager/random-trees.test.ts`. */
const recorded = readFileSync(new URL("recorded.ndjson", import.meta.url), "utf8");
const judged = recorded
  .trim()
  .split("\n")
  .map((line): Judged => JSON.parse(line));

describe("against the recorded answers of a real Alertmanager", () => {
  const compared = compare(judged);

  test("our engine says the same of each alert", () => {
    expect(compared.cases).toBeGreaterThan(400);
    expect(compared.differences).toEqual([]);
  });

  test.each(FEATURES)("an engine without %s would not", (feature) => {
    expect(compared.decides.get(feature)).toBeGreaterThan(0);
  });
});
