import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { failed, run } from "../steps/run-command.ts";
import { askVersion, type Found, type Missing, type Search, tooOld } from "./find.ts";
import { inWorkFolder, placeInCache } from "./place.ts";
import type { Tool } from "./table.ts";

type Package = NonNullable<Tool["debian"]>;

const missing = (reason: string): Missing => ({ tried: [`Debian: ${reason}`] });

/** Options that let anyone, not only root, fetch package lists and packages into a folder of their own. */
function privateState(folder: string): string[] {
  for (const path of ["state/lists/partial", "cache/archives/partial"]) {
    mkdirSync(join(folder, path), { recursive: true });
  }
  return [
    "-q",
    ...["-o", `Dir::State=${join(folder, "state")}`],
    ...["-o", "Dir::State::status=/var/lib/dpkg/status"],
    ...["-o", `Dir::Cache=${join(folder, "cache")}`],
    ...["-o", "Debug::NoLocking=1"],
    ...["-o", "Acquire::Retries=1"],
    ...["-o", "Acquire::http::Timeout=20"],
  ];
}

async function download(debian: Package, folder: string): Promise<string | undefined> {
  const direct = await run("apt-get", ["-q", "download", debian.package], { cwd: folder });
  if (failed(direct)) {
    const options = privateState(folder);
    await run("apt-get", [...options, "update"], { cwd: folder });
    await run("apt-get", [...options, "download", debian.package], { cwd: folder });
  }
  return readdirSync(folder).find((name) => name.endsWith(".deb"));
}

/** Takes the tool out of the distribution's package, without root and without installing it. */
export function installFromDebian(tool: Tool, search: Search, say: (text: string) => void): Promise<Found | Missing> {
  const { debian } = tool;
  if (!debian) return Promise.resolve(missing("no package to take it from"));
  return inWorkFolder(tool, search.env, async (folder) => {
    const apt = await run("apt-get", ["--version"]);
    if (failed(apt)) return missing("no apt-get here");
    say(`${tool.name}: fetching the package ${debian.package}`);
    const archive = await download(debian, folder);
    if (archive === undefined) return missing(`apt-get could not fetch ${debian.package}`);
    const unpacked = await run("dpkg-deb", ["-x", archive, "unpacked"], { cwd: folder });
    if (failed(unpacked)) return missing(`dpkg-deb: ${unpacked.stderr.trim()}`);
    const binary = join(folder, "unpacked", debian.path);
    const version = await askVersion(binary);
    if (!version) return missing(`${debian.package} has no ${debian.path} that runs`);
    const problem = tooOld(tool, version, search);
    if (problem) return missing(`${debian.package} ${problem}`);
    return { path: placeInCache(tool, version, binary, search.env), version, from: "Debian" };
  });
}
