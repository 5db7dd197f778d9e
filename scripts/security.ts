/** Refuses constructs that turn data into code or processes, outside the places listed in security/allowed.ts. */
import { readFileSync } from "node:fs";
import { allowed } from "./security/allowed.ts";
import { scanForDangers } from "./security/scan.ts";
import { sourceFiles } from "./steps/source-files.ts";

const paths = sourceFiles(["src", "scripts", "tenants"]);
const findings = paths.flatMap((path) =>
  scanForDangers(path, readFileSync(path, "utf8")).map((finding) => ({ path, ...finding })),
);
const unlisted = findings.filter(
  (one) => !allowed.some((entry) => entry.path === one.path && entry.danger === one.danger),
);
const needless = allowed.filter(
  (entry) => !findings.some((one) => one.path === entry.path && one.danger === entry.danger),
);
for (const one of unlisted) {
  console.error(`${one.path}:${one.line} ${one.danger} is not listed in scripts/security/allowed.ts`);
}
for (const entry of needless) console.error(`${entry.path} no longer needs ${entry.danger}: remove the entry`);
console.log(`${paths.length} files, ${findings.length} listed constructs, ${unlisted.length} unlisted`);
process.exitCode = unlisted.length + needless.length > 0 ? 1 : 0;
