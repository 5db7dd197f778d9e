import { located } from "../../diagnostics/diagnostic.ts";
import { solveAll } from "../../targets/prometheus/tests/solve-all.ts";
import { type Covered, coverageOf, gapsOf, percentOf } from "../../verify/proofs/tested/index.ts";
import { refuseUnknown } from "../asked.ts";
import type { Context } from "../context.ts";
import type { Exit } from "../exit.ts";
import { listedOf } from "../list/list.ts";
import { tell } from "../report.ts";
import { selectionOf } from "../selection.ts";
import { progressOn } from "../terminal/progress.ts";
import type { CoverageOptions } from "./options.ts";
import { coverageWords } from "./words.ts";

/** Tells what the generated tests show of each alert; what they don't is a finding where too much of it is missing. */
export async function runCoverage(options: CoverageOptions, context: Context): Promise<Exit> {
  const { compileProject } = await context.facade();
  const progress = progressOn(context.stderr);
  const selection = selectionOf(options, context);
  const project = await compileProject({ ...selection, progress: progress.step });
  refuseUnknown(project.diagnostics, options, context);
  const known = new Map();
  const tenants = listedOf(project).map(({ program, locate }) => {
    progress.step(`reading the tests of ${program.tenant.name}`);
    return { name: program.tenant.name, program, locate, rows: coverageOf(program, solveAll(program, known)) };
  });
  progress.end();
  const percent = percentOf(tenants.flatMap(({ rows }) => rows));
  const isEnough = percent >= options.threshold;
  const gaps = isEnough
    ? []
    : tenants.flatMap(({ program, rows, locate }) => gapsOf(program, rows).map((gap) => located(gap, locate)));
  const outcome = {
    diagnostics: [...project.diagnostics, ...gaps],
    sources: project.sources,
    root: selection.root,
    result: {
      percent,
      threshold: options.threshold,
      coverage: tenants.flatMap(({ name, rows }) => rows.map((row) => ({ tenant: name, ...row }))),
    },
    passed: tenants.flatMap(({ name, rows }) =>
      rows.filter(isShown).map((row) => ({ suite: name, group: row.kind, name: `${row.alert}: ${row.shows}` })),
    ),
    words: coverageWords(tenants, percent),
  };
  return tell(outcome, options, context);
}

function isShown({ missing }: Covered): boolean {
  return missing === undefined;
}
