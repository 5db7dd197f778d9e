import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The text of a file that ships in the package (`templates/…`, `schemas/…`), by its path there; undefined where there is none. */
export function readShipped(path: string): string | undefined {
  const file = join(packageRoot(fileURLToPath(import.meta.url)), path);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** The nearest folder above a file that has a package.json: the same from `src/load` and from `dist`. */
export function packageRoot(file: string): string {
  const folder = dirname(file);
  if (folder === file) throw new Error("the package has no package.json");
  return existsSync(join(folder, "package.json")) ? folder : packageRoot(folder);
}
