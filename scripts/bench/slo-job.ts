/**
 * What Sloth does, done by us: reads all tenants of a project, writes each one's rules and, with `--tests`, the unit
 * tests of its alerts: `node slo-job.ts ROOT OUT [--tests]`. Prints the number of rules.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { compileProject, hasErrors } from "../../src/project.ts";
import type { Solutions } from "../../src/promql/solve/solve.ts";
import { rules } from "../../src/targets/prometheus/rules.ts";
import { tests } from "../../src/targets/prometheus/tests/index.ts";
import { solveAll } from "../../src/targets/prometheus/tests/solve-all.ts";

const [root = ".", out = ".", flag] = process.argv.slice(2);
const { tenants, diagnostics } = await compileProject({ root });
if (hasErrors(diagnostics)) throw new Error(diagnostics[0]?.kind.code);
const known: Solutions = new Map();
let count = 0;
for (const program of tenants.flatMap(({ programs }) => programs)) {
  const artifacts = [...rules(program), ...(flag === "--tests" ? tests(program, solveAll(program, known)) : [])];
  for (const { path, content } of artifacts) {
    const file = join(out, program.tenant.name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  count += program.recordings.length + program.alerts.length;
}
console.log(count);
