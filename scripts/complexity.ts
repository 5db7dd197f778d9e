/** Measures the cyclomatic complexity of every function that ships (`src/`) or builds it (`scripts/`). */
import { readFileSync } from "node:fs";
import { countComplexity } from "./complexity/count.ts";
import { exceptions } from "./complexity/exceptions.ts";
import { judgeComplexity, type Measured } from "./complexity/judge.ts";
import { sourceFiles } from "./steps/source-files.ts";

const measured: Measured[] = sourceFiles(["src", "scripts"]).flatMap((path) =>
  countComplexity(path, readFileSync(path, "utf8")).map((one) => ({ path, ...one })),
);
const complaints = judgeComplexity(measured, exceptions);
for (const text of complaints) console.error(text);

const functions = measured.filter((one) => one.name !== "(top level)");
const most = Math.max(0, ...measured.map((one) => one.complexity));
const mean = functions.reduce((sum, one) => sum + one.complexity, 0) / Math.max(1, functions.length);
console.log(`${functions.length} functions, at most ${most}, mean ${mean.toFixed(1)}, ${exceptions.length} exceptions`);
process.exitCode = complaints.length > 0 ? 1 : 0;
