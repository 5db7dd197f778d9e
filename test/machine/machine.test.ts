import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Told } from "./refusals.ts";

const script = fileURLToPath(new URL("./refusals.ts", import.meta.url));

/** Namespaces of a process's own need no rights; some systems have none, or forbid them. */
function works(...command: readonly string[]): boolean {
  try {
    const [program = "", ...args] = command;
    execFileSync(program, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const MOUNTS = ["unshare", "--map-root-user", "--mount"] as const;
// Who is allowed everything is allowed less in a namespace of users.
const RIGHTS = process.getuid?.() === 0 ? (["unshare", "--user"] as const) : (["env"] as const);

function told(sort: string, [program = "", ...args]: readonly string[]): readonly (readonly string[])[] {
  const root = mkdtempSync(join(tmpdir(), "machine-"));
  chmodSync(root, 0o755);
  try {
    const text = execFileSync(program, [...args, process.execPath, script, root, sort], { encoding: "utf8" });
    const all: readonly Told[] = JSON.parse(text);
    return all.map(({ what, said, help, same }) => [what, said, help, same ? "nothing changed" : "written"]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const ELSEWHERE = "build into another folder: monitorgen build --out <dir>";
const room = (path: string): string =>
  `make room, then build again; what there is: df -h '${path}', and df -i '${path}' for the number of files`;

test.skipIf(!works(...MOUNTS, "mount", "-t", "tmpfs", "none", "/tmp"))(
  "disks that are read-only, full or in parts: what is wrong is said, what helps, and nothing changes (needs mount namespaces)",
  () => {
    expect(told("tmpfs", MOUNTS)).toEqual([
      ["a first build", "built", "", "written"],
      ["a read-only file system", "output: the file system is read-only", ELSEWHERE, "nothing changed"],
      ["a read-only file system, nothing to write", "built", "", "nothing changed"],
      ["a full disk", "output/acme: no space is left on the disk", room("output/acme"), "nothing changed"],
      ["no room for another file", "output/acme: no space is left on the disk", room("output/acme"), "nothing changed"],
      [
        "a part on another file system",
        "output/acme: a part of the folder is on another file system",
        ELSEWHERE,
        "nothing changed",
      ],
      ["all given back", "built", "", "written"],
      ["and again", "built", "", "nothing changed"],
    ]);
  },
);

test.skipIf(!works(...RIGHTS, "true"))(
  "files and folders that may not be written to, or stand in the way: the same (needs user namespaces, if run as root)",
  () => {
    const denied = (path: string) => [`${path}: permission denied`, `see who may write there: ls -ld '${path}'`];
    const inTheWay = (words: string) => [
      `output: ${words}`,
      "see what it is: ls -l 'output'; move it away, then build again",
    ];
    expect(told("permissions", RIGHTS)).toEqual([
      ["a first build", "built", "", "written"],
      ["a read-only folder", ...denied("output/acme"), "nothing changed"],
      ["a file that can't be read", ...denied("output/acme"), "nothing changed"],
      ["an output folder that can't be written to", ...denied("output"), "nothing changed"],
      ["a read-only file, which is replaced", "built", "", "written"],
      [
        "a name that is too long",
        "output: the path is longer than the file system takes",
        ELSEWHERE,
        "nothing changed",
      ],
      ["a file in the place of output", ...inTheWay("a file stands where a folder must be"), "nothing changed"],
      ["a link that leads to itself", ...inTheWay("symbolic links lead to each other"), "nothing changed"],
      ["a link to where the output is", "built", "", "nothing changed"],
    ]);
  },
);
