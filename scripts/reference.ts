/**
 * Writes the parts of docs/ that are made from the sources: npm run reference. With --check it writes nothing
 * and fails where a page is stale.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { referencePages } from "./reference/pages.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const onlyCheck = process.argv.includes("--check");
let stale = 0;
for (const [path, content] of await referencePages(root)) {
  const file = new URL(`../${path}`, import.meta.url);
  if (onlyCheck) {
    if (readFileSync(file, "utf8") === content) continue;
    stale += 1;
    console.log(`${path} is stale; type: npm run reference`);
  } else {
    writeFileSync(file, content);
    console.log(path);
  }
}
process.exitCode = stale > 0 ? 1 : 0;
