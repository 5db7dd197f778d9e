/**
 * Draws docs/images/ from what the commands print: npm run picture. With --check it writes nothing and fails
 * where a picture is stale.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { pictures } from "./picture/scenes.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const onlyCheck = process.argv.includes("--check");
for await (const [path, svg] of pictures(root)) {
  const file = join(root, path);
  if (existsSync(file) && readFileSync(file, "utf8") === svg) continue;
  if (onlyCheck) {
    console.log(`${path} is stale; type: npm run picture`);
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, svg);
    console.log(path);
  }
}
