/**
 * Builds `dist/`, what the published package runs: the command line and the library in shared chunks, the DSL as one
 * file without imports (tenant code loads it inside the sandbox), the detector file by file (so that a tenant's own
 * bundle can drop what it does not use), the type declarations that the library's entry leads to, and the licences of
 * the packages whose code is inside. Same sources, same bytes.
 */
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Metafile } from "esbuild";
import { commanderAlone } from "./bundle/commander-alone.ts";
import { keepReachable } from "./bundle/declarations.ts";
import { noticeOf, thirdParties } from "./bundle/third-party.ts";
import { allEnded } from "./steps/all-ended.ts";
import { failed, run } from "./steps/run-command.ts";
import { validatorsAhead } from "./validators-ahead.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
/** Everything is made here and becomes `dist/` in one step, so that whoever reads `dist/` meanwhile finds it whole. */
const stage = join(root, `.monitorgen-cache/dist-${process.pid}`);

/** Packages that carry WebAssembly, native code or many files: they are installed, and stay in node_modules. */
const external = Object.keys(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).dependencies);

const programEntries = {
  cli: "src/cli/main.ts",
  detectors: "src/detector/library.ts",
  index: "src/index.ts",
  worker: "src/load/worker.ts",
};

/** CommonJS inside an ES module asks for `require`; only chunks that do get one. */
const requireShim =
  'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);\n';

const shared: BuildOptions & { write: false; metafile: true } = {
  absWorkingDir: root,
  bundle: true,
  charset: "utf8",
  format: "esm",
  logLevel: "warning",
  metafile: true,
  minifySyntax: true,
  minifyWhitespace: true,
  tsconfigRaw: {},
  write: false,
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

/** What came into the stage: sizes in bytes, and what esbuild says of its origin. */
interface Emitted {
  readonly sizes: readonly number[];
  readonly metafile?: Metafile;
}

/** Bundles into the stage. */
async function emit(options: BuildOptions): Promise<Emitted> {
  const { outputFiles, metafile } = await build({ ...shared, ...options, write: false, metafile: true });
  const sizes = outputFiles.map((file) => {
    const path = relative(root, file.path);
    const text = finished(path, file.text);
    const target = join(stage, relative("dist", path));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text, { mode: path === "dist/cli.js" ? 0o755 : 0o644 });
    return Buffer.byteLength(text);
  });
  return { sizes, metafile };
}

/** The command line, the library and the worker. Chunks lie beside them, so `new URL("./worker.js", import.meta.url)` holds in each. */
function program(): Promise<Emitted> {
  return emit({
    entryPoints: present(programEntries),
    outdir: "dist",
    chunkNames: "chunk-[hash]",
    external,
    platform: "node",
    plugins: [commanderAlone(), validatorsAhead(root)],
    splitting: true,
    target: "node20.19",
  });
}

function dsl(): Promise<Emitted> {
  return emit({
    entryPoints: present({ dsl: "src/dsl/index.ts" }),
    outdir: "dist",
    platform: "neutral",
    target: "es2022",
  });
}

// As they are: a tenant's own bundle is made from them, and shall be the same bytes as from a checkout.
async function detector(): Promise<Emitted> {
  const sources = globSync("src/detector/**/*.ts", { cwd: root }).filter((path) => !/\.test(-d)?\.ts$/.test(path));
  const sizes = sources.map((path) => {
    const copy = join(stage, path.slice("src/".length));
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(join(root, path), copy);
    return statSync(copy).size;
  });
  return { sizes };
}

async function declarations(): Promise<string> {
  const result = await run("node_modules/.bin/tsc", ["-p", "tsconfig.types.json", "--outDir", join(stage, "types")], {
    cwd: root,
  });
  if (failed(result)) throw new Error(`tsc -p tsconfig.types.json\n${result.stdout}${result.stderr}`);
  return `${keepReachable(join(stage, "types"), ["index.d.ts", "detector/library.d.ts"]).length} declarations`;
}

/** Writes the licences of what the bundles hold; returns how many packages that are. */
function licenses(emitted: readonly Emitted[]): string {
  const metafiles = emitted.flatMap(({ metafile }) => metafile ?? []);
  const parties = thirdParties(metafiles, root);
  writeFileSync(join(stage, "third-party-licenses.txt"), noticeOf(parties));
  return `code of ${parties.length} packages`;
}

/** Puts the finished stage in the place of `dist/`. */
function publish(): void {
  const old = `${stage}-old`;
  if (existsSync(join(root, "dist"))) renameSync(join(root, "dist"), old);
  renameSync(stage, join(root, "dist"));
  rmSync(old, { recursive: true, force: true });
}

const started = performance.now();
try {
  mkdirSync(stage, { recursive: true });
  const [types, ...emitted] = await allEnded([declarations(), program(), dsl(), detector()]);
  const inside = licenses(emitted);
  publish();
  const bytes = emitted.flatMap(({ sizes }) => sizes);
  const size = Math.round(bytes.reduce((sum, one) => sum + one, 0) / 1000);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`dist: ${bytes.length} files, ${size} kB, ${types}, ${inside}, ${seconds} s`);
} finally {
  rmSync(stage, { recursive: true, force: true });
}
