import { existsSync, readFileSync } from "node:fs";

/** The package's version, from its own file: above dist/ as well as above src/cli/. */
export function versionOf(): string {
  const above = new URL("../package.json", import.meta.url);
  const file = existsSync(above) ? above : new URL("../../package.json", import.meta.url);
  const { version } = JSON.parse(readFileSync(file, "utf8"));
  return String(version);
}
