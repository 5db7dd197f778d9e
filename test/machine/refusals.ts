/**
 * Builds in a folder of which the machine takes away one thing after the other, and prints what is said and what is
 * left: `refusals.ts ROOT tmpfs|permissions`. For `tmpfs` it needs a mount namespace of its own (`unshare --map-root-user
 * --mount`), for `permissions` a user who isn't allowed everything (`unshare --user`).
 */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { OutputFailure } from "../../src/output/failure.ts";
import { writeProject } from "../../src/project-output.ts";
import { project, type Version } from "../kills/declarations.ts";
import { contentsOf, generatedOf, writeFiles } from "../kills/folders.ts";

/** What became of a build. */
export interface Told {
  /** What the machine took away before. */
  readonly what: string;
  /** `built`, or what a person reads. */
  readonly said: string;
  /** What helps. */
  readonly help: string;
  /** Whether the output is, byte for byte, what it was before. */
  readonly same: boolean;
}

const [root = "", sort = ""] = process.argv.slice(2);
const output = join(root, "output");
const told: Told[] = [];

async function build(what: string, version: Version, place = output): Promise<void> {
  const before = contentsOf(output);
  const { said, help = "" } = await ended(version, place);
  told.push({ what, said, help, same: JSON.stringify([...contentsOf(output)]) === JSON.stringify([...before]) });
}

async function ended(version: Version, place: string): Promise<{ said: string; help?: string | undefined }> {
  writeFiles(root, project(version));
  const generated = await generatedOf(version, root);
  try {
    const { diagnostics } = await writeProject(generated, { place: { root: place, shown: "output" } });
    return { said: diagnostics.map(({ reason }) => reason).join("\n") || "built" };
  } catch (error) {
    if (!(error instanceof OutputFailure)) throw error;
    return { said: error.message, help: error.suggestion };
  }
}

const mount = (...args: readonly string[]): void => void execFileSync("mount", args);
const remount = (options: string): void => mount("-o", `remount,${options}`, output);

async function onTmpfs(): Promise<void> {
  mkdirSync(output, { recursive: true });
  mount("-t", "tmpfs", "-o", "size=4m,nr_inodes=4000", "none", output);
  await build("a first build", "a");
  remount("ro");
  await build("a read-only file system", "b");
  await build("a read-only file system, nothing to write", "a");
  remount("rw");
  writeFileSync(join(output, "filler"), "x");
  const [, , , available = "0"] = execFileSync("df", ["-k", output]).toString().split("\n")[1]?.split(/\s+/) ?? [];
  writeFileSync(join(output, "filler"), "x".repeat((Number(available) - 60) * 1024));
  await build("a full disk", "b");
  rmSync(join(output, "filler"));
  const free = Number(execFileSync("df", ["-i", output]).toString().split("\n")[1]?.split(/\s+/)[3]);
  for (let i = 0; i < free - 20; i++) writeFileSync(join(output, `filler-${i}`), "");
  await build("no room for another file", "b");
  for (let i = 0; i < free - 20; i++) rmSync(join(output, `filler-${i}`));
  mount("-t", "tmpfs", "none", join(output, "acme/prometheus"));
  await build("a part on another file system", "b");
  execFileSync("umount", [join(output, "acme/prometheus")]);
  await build("all given back", "b");
  await build("and again", "b");
}

async function withPermissions(): Promise<void> {
  await build("a first build", "a");
  chmodSync(join(output, "acme/runbooks"), 0o555);
  await build("a read-only folder", "b");
  chmodSync(join(output, "acme/runbooks"), 0o755);
  chmodSync(join(output, "acme/README.md"), 0o000);
  await build("a file that can't be read", "b");
  chmodSync(join(output, "acme/README.md"), 0o444);
  chmodSync(output, 0o555);
  await build("an output folder that can't be written to", "b");
  chmodSync(output, 0o755);
  await build("a read-only file, which is replaced", "b");
  const long = join(root, "x".repeat(250), "y".repeat(250), "z".repeat(300));
  await build("a name that is too long", "b", long);
  const elsewhere = `${output}-elsewhere`;
  renameSync(output, elsewhere);
  writeFileSync(output, "a file\n");
  await build("a file in the place of output", "b");
  rmSync(output);
  symlinkSync(output, output);
  await build("a link that leads to itself", "b");
  rmSync(output);
  symlinkSync(elsewhere, output);
  await build("a link to where the output is", "b");
}

await (sort === "tmpfs" ? onTmpfs() : withPermissions());
console.log(JSON.stringify(told));
process.exit();
