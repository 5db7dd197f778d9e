import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

let text: Promise<string> | undefined;

/** The DSL as one module without imports: `dist/dsl.js` of the package, or bundled once from the checkout's sources. */
export function dslModule(): Promise<string> {
  text ??= import.meta.url.endsWith(".ts") ? bundled() : readFile(new URL("./dsl.js", import.meta.url), "utf8");
  return text;
}

async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: fileURLToPath(new URL("../..", import.meta.url)),
    bundle: true,
    entryPoints: [fileURLToPath(new URL("../dsl/index.ts", import.meta.url))],
    format: "esm",
    logLevel: "silent",
    platform: "neutral",
    target: "es2022",
    tsconfigRaw: {},
    write: false,
  });
  return String(outputFiles[0]?.text);
}
