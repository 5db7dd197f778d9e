/**
 * Builds `dist/`, what the published package runs: the command line and the library in shared chunks, the DSL as one
 * file without imports (tenant code loads it inside the sandbox), the detector file by file (so that a tenant's own
 * bundle can drop what it does not use), and the type declarations. Same sources, same bytes.
 */
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { failed, run } from "./steps/run-command.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Packages that carry WebAssembly, native code or many files: they stay beside the bundle, in node_modules. */
const external = ["esbuild", "oxc-parser", "quickjs-emscripten-core", "@jitl/quickjs-wasmfile-release-sync"];

const programEntries = { cli: "src/cli/main.ts", index: "src/index.ts", worker: "src/load/worker.ts" };

/** CommonJS inside an ES module asks for `require`; only chunks that do get one. */
const requireShim =
  'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);\n';

const shared: BuildOptions & { write: false } = {
  absWorkingDir: root,
  bundle: true,
  charset: "utf8",
  format: "esm",
  keepNames: true,
  logLevel: "warning",
  minifySyntax: true,
  minifyWhitespace: true,
  tsconfigRaw: {},
  write: false,
};

/** Imports of a file's own neighbours stay imports, of the compiled name. */
const keepNeighbours: Plugin = {
  name: "keep-neighbours",
  setup(build) {
    build.onResolve({ filter: /^\.\.?\// }, ({ path, kind }) =>
      kind === "entry-point" ? undefined : { path: path.replace(/\.ts$/, ".js"), external: true },
    );
  },
};

function present(entries: Record<string, string>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, source] of Object.entries(entries)) {
    if (existsSync(join(root, source))) found[name] = source;
    else console.log(`  dist/${name}.js skipped: ${source} does not exist`);
  }
  return found;
}

function finished(path: string, text: string): string {
  const shebang = path === "dist/cli.js" ? "#!/usr/bin/env node\n" : "";
  const body = text.replace(/^#!.*\n/, "");
  return shebang + (body.includes("typeof require") ? requireShim : "") + body;
}

async function emit(options: BuildOptions): Promise<string[]> {
  const { outputFiles } = await build({ ...shared, ...options, write: false });
  const paths: string[] = [];
  for (const file of outputFiles) {
    const path = relative(root, file.path);
    mkdirSync(dirname(file.path), { recursive: true });
    writeFileSync(file.path, finished(path, file.text), { mode: path === "dist/cli.js" ? 0o755 : 0o644 });
    paths.push(path);
  }
  return paths;
}

/** The command line, the library and the worker. Chunks lie beside them, so `new URL("./worker.js", import.meta.url)` holds in each. */
function program(): Promise<string[]> {
  return emit({
    entryPoints: present(programEntries),
    outdir: "dist",
    chunkNames: "chunk-[hash]",
    external,
    platform: "node",
    splitting: true,
    target: "node20.19",
  });
}

function dsl(): Promise<string[]> {
  return emit({
    entryPoints: present({ dsl: "src/dsl/index.ts" }),
    outdir: "dist",
    platform: "neutral",
    target: "es2022",
  });
}

function detector(): Promise<string[]> {
  const sources = globSync("src/detector/**/*.ts", { cwd: root }).filter((path) => !/\.test(-d)?\.ts$/.test(path));
  return emit({
    entryPoints: sources.sort(),
    keepNames: false,
    minifyWhitespace: false,
    outbase: "src/detector",
    outdir: "dist/detector",
    packages: "external",
    platform: "node",
    plugins: [keepNeighbours],
    target: "node20.19",
  });
}

async function declarations(): Promise<string> {
  const result = await run("node_modules/.bin/tsc", ["-p", "tsconfig.types.json"], { cwd: root });
  if (failed(result)) throw new Error(`tsc -p tsconfig.types.json\n${result.stdout}${result.stderr}`);
  return `${globSync("dist/types/**/*.d.ts", { cwd: root }).length} declarations`;
}

function kilobytes(paths: readonly string[]): string {
  const bytes = paths.reduce((sum, path) => sum + readFileSync(join(root, path)).length, 0);
  return `${paths.length} files, ${Math.round(bytes / 1000)} kB`;
}

const started = performance.now();
rmSync(join(root, "dist"), { recursive: true, force: true });
const [types, ...groups] = await Promise.all([declarations(), program(), dsl(), detector()]);
console.log(`dist: ${kilobytes(groups.flat())}, ${types}, ${((performance.now() - started) / 1000).toFixed(1)} s`);
