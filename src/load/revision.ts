import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { MOST_BYTES, TENANTS } from "./files.ts";
import type { Git, GitFailure } from "./git.ts";

/** The declarations of a commit, in a folder of their own. */
export interface Revision {
  /** What holds `tenants/`. */
  readonly root: string;
  /** Paths of submodules below `tenants/`, whose files the repository doesn't hold. */
  readonly submodules: readonly string[];
  /** Whether the commit has `tenants/` at all. */
  readonly hasTenants: boolean;
}

/** What git says of a path below a tree. */
interface Entry {
  readonly mode: string;
  readonly object: string;
  readonly bytes: number;
  readonly path: string;
}

/**
 * Writes `tenants/` as it is in a commit into a new temporary folder; nothing of the checkout or its index is touched.
 * `commit` is a full object name, `prefix` the project's folder below the top of the repository, with a slash at its end.
 */
export function checkOut(git: Git, commit: string, prefix: string): Revision | { readonly failure: GitFailure } {
  const root = mkdtempSync(join(tmpdir(), "monitorgen-base-"));
  try {
    const found = written(git, `${commit}:${prefix}${TENANTS}`, root);
    if ("failure" in found) rmSync(root, { recursive: true, force: true });
    return found;
  } catch (error) {
    rmSync(root, { recursive: true, force: true });
    throw error;
  }
}

function written(git: Git, tree: string, root: string): Revision | { readonly failure: GitFailure } {
  const object = git.line(["rev-parse", "--verify", "--quiet", "--end-of-options", tree]);
  if (object === undefined) return { root, submodules: [], hasTenants: false };
  if (git.line(["cat-file", "-t", object]) !== "tree") {
    return { failure: { kind: "refused", message: `${TENANTS} is no folder there, but a file or a link` } };
  }
  const listed = git.run(["ls-tree", "-r", "-l", "-z", "--full-tree", object]);
  if ("failure" in listed) return listed;
  const entries = listed.stdout.toString("utf8").split("\0").flatMap(entryOf);
  const foreign = entries.find(({ path }) => !isInside(path));
  if (foreign !== undefined) {
    return { failure: { kind: "refused", message: `${JSON.stringify(foreign.path)} is no path of a file` } };
  }
  const files = entries.filter(({ mode }) => mode.startsWith("100") || mode === "120000");
  const texts = contentsOf(git, files.filter(isRead));
  if ("failure" in texts) return texts;
  mkdirSync(join(root, TENANTS), { recursive: true });
  // Links come last, so that nothing is written through one.
  for (const file of files.filter(({ mode }) => mode !== "120000")) writeFile(root, file, texts);
  for (const link of files.filter(({ mode }) => mode === "120000")) writeLink(root, link, texts);
  const submodules = entries.filter(({ mode }) => mode === "160000").map(({ path }) => `${TENANTS}/${path}`);
  return { root, submodules, hasTenants: true };
}

// `100644 blob 8f1c…     123\tacme/tenant.ts`
function entryOf(line: string): readonly Entry[] {
  const [, mode = "", object = "", bytes = "", path = ""] = /^(\d+) \w+ ([0-9a-f]+) +(\d+|-)\t(.+)$/s.exec(line) ?? [];
  return path === "" ? [] : [{ mode, object, bytes: Number(bytes === "-" ? 0 : bytes), path }];
}

const IS_WINDOWS = process.platform === "win32";

function isInside(path: string): boolean {
  return path.split("/").every((step) => !["", ".", ".."].includes(step) && !(IS_WINDOWS && /[\\:]/.test(step)));
}

// What is too large to be a declaration is refused by its size alone.
function isRead({ bytes }: Entry): boolean {
  return bytes <= MOST_BYTES;
}

type Contents = ReadonlyMap<string, Buffer>;

function contentsOf(git: Git, files: readonly Entry[]): Contents | { readonly failure: GitFailure } {
  const objects = [...new Set(files.map(({ object }) => object))];
  const answer = git.run(["cat-file", "--batch"], objects.map((object) => `${object}\n`).join(""));
  if ("failure" in answer) return answer;
  const contents = new Map<string, Buffer>();
  let at = 0;
  for (const object of objects) {
    const end = answer.stdout.indexOf("\n", at);
    const head = answer.stdout.toString("utf8", at, end);
    const bytes = Number(/^[0-9a-f]+ blob (\d+)$/.exec(head)?.[1]);
    if (Number.isNaN(bytes)) return { failure: { kind: "refused", message: `git has no file ${object}: ${head}` } };
    contents.set(object, answer.stdout.subarray(end + 1, end + 1 + bytes));
    at = end + 1 + bytes + 1;
  }
  return contents;
}

function writeFile(root: string, { path, object, bytes }: Entry, texts: Contents): void {
  const file = join(root, TENANTS, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, texts.get(object) ?? "", { flag: "wx" });
  if (bytes > MOST_BYTES) truncateSync(file, bytes);
}

function writeLink(root: string, { path, object }: Entry, texts: Contents): void {
  const file = join(root, TENANTS, path);
  mkdirSync(dirname(file), { recursive: true });
  symlinkSync(texts.get(object)?.toString("utf8") ?? "", file);
}
