import { globSync } from "node:fs";

/** The TypeScript and JavaScript files below these folders that are no tests, sorted, with `/` between folders. */
export function sourceFiles(folders: readonly string[]): string[] {
  return globSync(
    folders.map((folder) => `${folder}/**/*.{ts,js}`),
    { exclude: (path) => path.endsWith("node_modules") },
  )
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !/\.test(-d)?\.ts$/.test(path))
    .sort();
}
