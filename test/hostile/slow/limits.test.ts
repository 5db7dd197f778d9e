import { afterAll, describe, expect, test } from "vitest";
import { complaints, HostileProject } from "../project.ts";
import { LARGE_TYPESCRIPT } from "../typescript.ts";
import { LARGE_YAML } from "../yaml.ts";
import { measured } from "./measure.ts";

/** What docs/security.md promises: seconds of processor time, and MiB of the process. */
const MOST_CPU = 12;
const MOST_MEMORY = 700;

const figures: string[] = [];
afterAll(() => console.log(figures.join("\n")));

describe.each([
  ["TypeScript", LARGE_TYPESCRIPT],
  ["YAML", LARGE_YAML],
] as const)("a tenant in %s", (_, corpus) => {
  test.each(corpus)("that $what ends within its limits", async ({ what, files }) => {
    const project = new HostileProject(files);
    try {
      const ran = await measured(["build"], project.root);
      const [head = ""] = ran.stderr.split("\n");
      figures.push(
        `${ran.cpu.toFixed(1).padStart(5)} s ${ran.memory.toFixed(0).padStart(4)} MiB  ${what}: ${head.replace(/ {2,}/g, " ")}`,
      );
      expect(complaints(ran, project)).toEqual([]);
      expect(ran.cpu).toBeLessThan(MOST_CPU);
      expect(ran.memory).toBeLessThan(MOST_MEMORY);
    } finally {
      project.remove();
    }
  });
});
