import type { Program } from "../../src/program/program.ts";
import { rules } from "../../src/targets/prometheus/rules.ts";
import { tests } from "../../src/targets/prometheus/tests/index.ts";
import type { Solutions } from "../../src/targets/prometheus/tests/solve-all.ts";
import type { Court } from "./judge.ts";
import type { Mutant } from "./mutate.ts";

/** What judges the mutants of a program: its rules, its tests, and which tests read which rule. */
export function courtOf(
  program: Program,
  { witnesses }: Pick<Solutions, "witnesses">,
  promtool: string,
  folder: string,
): Court {
  const readers = ({ rule }: Mutant): readonly string[] => {
    if (witnesses.has(rule)) return [rule];
    return [...witnesses].filter(([, { records }]) => records.includes(rule)).map(([name]) => name);
  };
  return { promtool, folder, rules: rules(program), tests: tests(program, { witnesses }), readers };
}
