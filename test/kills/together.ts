import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LOCK } from "../../src/output/lock.ts";
import { nameOfHolder } from "../../src/output/lock-holder.ts";
import { declaration, project, type Version } from "./declarations.ts";
import { contentsOf, writeFiles } from "./folders.ts";
import { build, type Ended } from "./victim.ts";

/** A process that is surely gone: no system gives out such a number. */
const GONE = 2 ** 30;

const COMMANDS = [[], ["--tenant", "acme"], ["--tenant", "acme"], ["--tenant", "umbra"], ["--check"]] as const;

/**
 * Lets five commands work on one output at once, beside the lock of a build that is gone: all tenants, one tenant twice, another
 * tenant, and a check. Gives what must not be.
 */
export async function together(root: string, version: Version): Promise<readonly string[]> {
  writeFiles(root, { ...project(version), "tenants/umbra/tenant.yaml": declaration(version, "umbra") });
  const lock = join(root, "output", LOCK);
  mkdirSync(lock, { recursive: true });
  writeFileSync(join(lock, nameOfHolder().replace(/^\d+/, String(GONE))), "");
  const ended = await Promise.all(COMMANDS.map((args) => build(root, undefined, args)));
  const checked = await build(root, undefined, ["--check"]);
  const traces = [...contentsOf(join(root, "output")).keys()].filter((path) => path.includes(".monitorgen"));
  return [
    ...ended.flatMap((one, i) => complaintsAbout(one, COMMANDS[i] ?? [])),
    ...(checked.exit === 0 ? [] : [`afterwards build --check ends with ${checked.exit}: ${checked.stderr}`]),
    ...traces.map((path) => `${path} is left`),
  ];
}

// A check that comes before the others finds what they will write.
function complaintsAbout({ exit, stderr }: Ended, args: readonly string[]): readonly string[] {
  const isFine = exit === 0 || (exit === 1 && args.includes("--check") && !stderr.includes("MG2514"));
  return isFine ? [] : [`build ${args.join(" ")} ends with ${exit}: ${stderr}`];
}
