import { chmodSync, cpSync, globSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { failed, run } from "../steps/run-command.ts";
import type { Found, Missing, Search } from "./find.ts";
import { inWorkFolder, placeInCache } from "./place.ts";
import type { GoRecipe, Tool } from "./table.ts";
import { compareVersions, formatVersion, parseVersion, type Version } from "./version.ts";

/** The first Go that fetches a newer toolchain by itself when a module asks for one. */
const lowestGo: Version = [1, 21, 0];

const missing = (reason: string): Missing => ({ tried: [`Go: ${reason}`] });

/** The caller's environment without the settings that change what is built; proxies, caches and credentials stay. */
export function goEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(
    ([name]) => !["GOFLAGS", "GOWORK", "GOOS", "GOARCH", "GO111MODULE", "GOBIN", "GOEXPERIMENT"].includes(name),
  );
  return { ...Object.fromEntries(kept), GOFLAGS: "", GOWORK: "off", CGO_ENABLED: "0" };
}

/** The version in `go version go1.26.8 linux/amd64`; undefined for a development build. */
export function goVersion(output: string): Version | undefined {
  const match = /\bgo(\d+\.\d+(?:\.\d+)?)/.exec(output);
  return match?.[1] === undefined ? undefined : parseVersion(match[1]);
}

/** A Go that is new enough, by its name or path. */
export async function findGo(env: NodeJS.ProcessEnv): Promise<string | Missing> {
  const tried: string[] = [];
  for (const go of ["go", "/usr/local/go/bin/go"]) {
    const asked = await run(go, ["version"], { env });
    const version = failed(asked) ? undefined : goVersion(asked.stdout);
    if (version && compareVersions(version, lowestGo) >= 0) return go;
    if (version) tried.push(`${formatVersion(version)} is older than ${formatVersion(lowestGo)}`);
  }
  return missing(tried[0] ?? "no go here");
}

/** Counts what a running `go build -v` has compiled, and says it now and then. */
function progress(label: string, total: number, say: (text: string) => void): (text: string) => void {
  const started = Date.now();
  let packages = 0;
  let next = started + 5_000;
  return (text) => {
    packages += text.split("\n").length - 1;
    if (Date.now() < next) return;
    next = Date.now() + 15_000;
    say(`${label}: ${packages} of at most ${total} packages, ${Math.round((Date.now() - started) / 1000)} s`);
  };
}

/** Replaces the module by a copy that has the recipe's stubs; what went wrong, or nothing. */
async function addStubs(
  go: string,
  recipe: GoRecipe,
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  if (!recipe.stubs) return undefined;
  const listed = await run(go, ["list", "-m", "-f", "{{.Dir}}", recipe.module], { cwd: folder, env });
  if (failed(listed)) return `go list: ${lastLines(listed.stderr)}`;
  const copy = join(folder, "module");
  cpSync(listed.stdout.trim(), copy, { recursive: true });
  for (const path of [copy, ...globSync(`${copy}/**/`)]) chmodSync(path, 0o755);
  for (const [name, text] of Object.entries(recipe.stubs)) {
    mkdirSync(dirname(join(copy, name)), { recursive: true });
    writeFileSync(join(copy, name), text);
  }
  const replaced = await run(go, ["mod", "edit", "-replace", `${recipe.module}=./module`], { cwd: folder, env });
  return failed(replaced) ? `go mod edit: ${lastLines(replaced.stderr)}` : undefined;
}

/** Puts a module into a folder in which the recipe's package can be built; what went wrong, or nothing. */
async function fetchSources(
  go: string,
  recipe: GoRecipe,
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  if (recipe.sources !== undefined) {
    cpSync(fileURLToPath(new URL(`../../${recipe.sources}`, import.meta.url)), folder, { recursive: true });
    return undefined;
  }
  writeFileSync(join(folder, "go.mod"), "module monitorgen.invalid/tools\n\ngo 1.21\n");
  const got = await run(go, ["get", "-tool", `${recipe.package}@${recipe.version}`], { cwd: folder, env });
  return failed(got) ? `go get: ${lastLines(got.stderr)}` : undefined;
}

/** Builds the pinned newest version with the Go that is here; minutes, once for each version. */
export async function installFromGo(tool: Tool, search: Search, say: (text: string) => void): Promise<Found | Missing> {
  const recipe = tool.go;
  if (!recipe) return missing("no module to build it from");
  const env = goEnvironment(search.env);
  const go = await findGo(env);
  if (typeof go !== "string") return go;
  const version = formatVersion(tool.newest);
  const label = `${tool.name}: building ${version} with Go`;
  return inWorkFolder(tool, search.env, async (folder) => {
    say(`${label}, takes minutes, once`);
    const unfetched = await fetchSources(go, recipe, folder, env);
    if (unfetched !== undefined) return missing(unfetched);
    const problem = await addStubs(go, recipe, folder, env);
    if (problem !== undefined) return missing(problem);
    const listed = await run(go, ["list", "-mod=mod", "-deps", recipe.package], { cwd: folder, env });
    const variable = recipe.versionIn ?? "github.com/prometheus/common/version.Version";
    const stamp = `-s -w -X ${variable}=${version}`;
    const built = await run(
      go,
      ["build", "-v", "-mod=mod", "-p", "2", "-trimpath", "-ldflags", stamp, "-o", "built", recipe.package],
      {
        cwd: folder,
        env,
        onStderr: progress(label, listed.stdout.split("\n").length - 1, say),
      },
    );
    if (failed(built)) return missing(`go build: ${lastLines(built.stderr)}`);
    const path = placeInCache(tool, tool.newest, join(folder, "built"), search.env);
    return { path, version: tool.newest, from: "Go" };
  });
}

function lastLines(text: string): string {
  return text.trim().split("\n").slice(-3).join(" ");
}
