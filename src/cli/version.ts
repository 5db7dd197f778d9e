/** The package's version, from its own file: above dist/ as well as above src/cli/. */
export function versionOf(): string {
  // An import of node:fs would cost each start a quarter of its time, as all that node:fs exports is made ready then.
  const { existsSync, readFileSync } = process.getBuiltinModule("node:fs");
  const above = new URL("../package.json", import.meta.url);
  const file = existsSync(above) ? above : new URL("../../package.json", import.meta.url);
  const { version } = JSON.parse(readFileSync(file, "utf8"));
  return String(version);
}
