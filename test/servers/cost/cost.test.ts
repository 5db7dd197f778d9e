import { describe, expect, test } from "vitest";
import { missing } from "../../judges/tools.ts";
import { examples } from "../demo/acme.ts";
import { acmeProgram } from "../demo/program.ts";
import { type Compared, measuredCost } from "./measured.ts";

const none = missing("prometheus") ?? missing("promtool");

const ratio = ({ estimated, measured }: Compared): number => estimated / measured;

/** As many values as are declared; those of statuses are such as patterns ask for. */
const all = (label: string, declared: number): readonly string[] =>
  Array.from({ length: declared }, (_, index) => (label === "status" ? String(500 + index) : `${label}-${index}`));

describe.skipIf(none !== undefined)("what a Prometheus holds and reads of acme is what was estimated,", () => {
  test("exactly, if every label has all the values that are declared", async () => {
    const { scraped, recorded, rules, samples, results, underestimated } = await measuredCost(await acmeProgram(), all);
    expect(rules).toBeGreaterThan(30);
    expect(scraped.estimated).toBe(scraped.measured);
    expect(recorded.estimated).toBe(recorded.measured);
    expect(underestimated).toEqual([]);
    expect(ratio(samples)).toBeLessThan(1.05);
    expect(ratio(results)).toBeLessThan(1.05);
  });

  test("at most twice as much, if a label's values are some that a pattern matches and others", async () => {
    const { scraped, samples, underestimated } = await measuredCost(
      await acmeProgram(),
      (label) => examples[label] ?? [],
    );
    expect(scraped.estimated).toBe(scraped.measured);
    expect(underestimated).toEqual([]);
    expect(ratio(samples)).toBeLessThan(2);
  });
});
