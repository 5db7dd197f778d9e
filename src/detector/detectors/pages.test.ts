import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { parse } from "../schema/index.ts";
import { allDetectors } from "./index.ts";
import { detectorKinds, detectorNames } from "./kinds.ts";

const HEADINGS = ["## What it finds", "## How it decides", "## Parameters", "## When to take another"];

describe.each(allDetectors.map((definition) => [definition.name, definition] as const))(
  "the page of %s",
  (name, definition) => {
    const file = join(import.meta.dirname, "../../../docs/detectors", `${name}.md`);
    const page = existsSync(file) ? readFileSync(file, "utf8") : "";

    it("is there, with its headings", () => {
      expect(page.split("\n").filter((line) => line.startsWith("#"))).toStrictEqual([`# ${name}`, ...HEADINGS]);
    });

    it("names each parameter with its default", () => {
      const table = page.matchAll(/^\| `(\w+)` \| `?(.+?)`? \| .+ \|$/gm);
      const told = [...table].map(([, parameter = "", fallback = ""]) => [parameter, valueIn(fallback)]);
      expect(Object.fromEntries(told)).toStrictEqual(Object.assign({}, parse(definition.parameters, {})));
    });
  },
);

test("the list of kinds tells what each takes, and what its score is", () => {
  const list = readFileSync(join(import.meta.dirname, "../../../docs/detectors.md"), "utf8");
  const rows = detectorNames.map((name) => {
    const { measures, takes } = detectorKinds[name];
    return `| [${name}](detectors/${name}.md) | ${takes} | ${measures} |`;
  });
  expect(rows.filter((row) => !list.includes(row))).toStrictEqual([]);
});

/** A default as a table shows it: words without quotes, all else as JSON. */
function valueIn(cell: string): unknown {
  return /^[a-z]/.test(cell) ? cell : JSON.parse(cell);
}
