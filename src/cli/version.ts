import { existsSync, readFileSync } from "node:fs";

/** The package's version, from its own file: above dist/ as well as above src/cli/. */
export function versionOf(): string {
  const file = ["../package.json", "../../package.json"]
    .map((path) => new URL(path, import.meta.url))
    .find((url) => existsSync(url));
  const { version } = file === undefined ? { version: "0.0.0" } : JSON.parse(readFileSync(file, "utf8"));
  return String(version);
}
