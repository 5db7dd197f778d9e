import { rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { nearest } from "../../diagnostics/nearest.ts";
import { visible } from "../../diagnostics/reporters/visible.ts";
import { Git, type GitFailure } from "../../load/git.ts";
import { checkOut } from "../../load/revision.ts";
import { code, type Markdown, md } from "../../targets/documents/markdown/markdown.ts";
import type { Context } from "../context.ts";
import { UsageError } from "../exit.ts";

/** What a project is compared with. */
export interface Base {
  /** As people call it: `origin/main`, `../other`. */
  readonly name: string;
  /** The commit that was read; none of a folder. */
  readonly commit?: string;
  /** Holds `tenants/`. */
  readonly root: string;
  /** What a reader should know of it. */
  readonly notes: readonly Markdown[];
  /** Takes away what was made to read it. */
  readonly dispose: () => void;
}

/** Which base is meant. */
export interface BaseOptions {
  /** A commit by any of git's names, or a folder that has `tenants/`. */
  readonly base?: string;
  /** The commit itself, not where the history of the checkout has left it. */
  readonly tip?: boolean;
}

/** Finds and reads what is to be compared with. */
export function baseOf(options: BaseOptions, root: string, { cwd, env }: Pick<Context, "cwd" | "env">): Base {
  const { base } = options;
  if (base !== undefined) checkName(base);
  const folder = base === undefined ? undefined : folderOf(cwd, base);
  if (base !== undefined && folder !== undefined) {
    return { name: base, root: folder, notes: [], dispose: () => undefined };
  }
  const git = new Git(root, env);
  const answer = git.run(["rev-parse", "--show-prefix"]);
  if ("failure" in answer) throw unavailable(answer.failure, root, base);
  const prefix = answer.stdout.toString("utf8").replace(/\n$/, "");
  return committed(git, prefix, options);
}

// What begins like an option is never handed to git.
function checkName(base: string): void {
  if (base !== "" && !base.startsWith("-") && !/\p{Cc}/u.test(base)) return;
  throw new UsageError(
    `--base ${JSON.stringify(base)}: no commit has such a name`,
    "monitorgen diff --base origin/main",
  );
}

function folderOf(cwd: string, base: string): string | undefined {
  const folder = resolve(cwd, base);
  return statSync(join(folder, "tenants"), { throwIfNoEntry: false })?.isDirectory() ? folder : undefined;
}

function committed(git: Git, prefix: string, { base, tip = false }: BaseOptions): Base {
  const name = base ?? defaultBranch(git);
  const commit = commitOf(git, name);
  if (commit === undefined) throw base === undefined ? noCommits() : noCommit(git, name);
  const left = tip ? { commit, notes: [] } : whereLeft(git, name, commit);
  const revision = checkOut(git, left.commit, prefix);
  if ("failure" in revision) throw refused(name, revision.failure);
  const { root, submodules, hasTenants } = revision;
  const notes = [
    ...left.notes,
    ...(hasTenants ? [] : [md`there is no ${code(`${prefix}tenants`)} at ${code(name)}: everything is new`]),
    ...submodules.map(
      (path) =>
        md`${code(visible(path))} is a submodule at ${code(name)}, whose files can't be read from this repository`,
    ),
  ];
  return { name, commit: left.commit, root, notes, dispose: () => rmSync(root, { recursive: true, force: true }) };
}

function noCommits(): UsageError {
  const next = "commit the declarations of before, or name a folder that has them: monitorgen diff --base <dir>";
  return new UsageError("there is no commit yet to compare with", next);
}

// What a pull request would be made against: the remote's default branch, or else the usual names.
function defaultBranch(git: Git): string {
  const remote = git.line(["symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"]);
  const candidates = [...(remote === undefined ? [] : [remote]), "origin/main", "origin/master", "main", "master"];
  return candidates.find((name) => commitOf(git, name) !== undefined) ?? "HEAD";
}

function commitOf(git: Git, name: string): string | undefined {
  return git.line(["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`]);
}

// As a pull request does: what the other branch has got meanwhile is no change of this one.
function whereLeft(
  git: Git,
  name: string,
  commit: string,
): { readonly commit: string; readonly notes: readonly Markdown[] } {
  const found = git.line(["merge-base", "HEAD", commit]);
  if (found !== undefined) return { commit: found, notes: [] };
  const isShallow = git.line(["rev-parse", "--is-shallow-repository"]) === "true";
  const why = isShallow ? "this clone is shallow" : "the two have no commit in common";
  const hint = isShallow ? md`; ${code("git fetch --unshallow")} brings the history` : md``;
  return {
    commit,
    notes: [md`compared with ${code(name)} as it is, not with where this branch left it: ${why}${hint}`],
  };
}

function unavailable(failure: GitFailure, root: string, base: string | undefined): UsageError {
  const given = base === undefined ? "" : `--base ${base}: `;
  const instead = "name a folder to compare with: monitorgen diff --base ../before";
  if (failure.kind === "not-installed") return new UsageError(`${given}git is not installed`, instead);
  if (failure.kind === "refused") return refused(base ?? "", failure);
  const isForeign = failure.message.includes("dubious ownership");
  if (isForeign)
    return new UsageError(
      `${given}git doesn't trust ${root}, which belongs to somebody else`,
      `git config --global --add safe.directory ${root}`,
    );
  return new UsageError(`${given}${root} is in no git repository`, instead);
}

function refused(name: string, failure: GitFailure): UsageError {
  const message = "message" in failure ? failure.message.split("\n")[0] : "git is not installed";
  return new UsageError(`--base ${name}: ${message}`);
}

function noCommit(git: Git, name: string): UsageError {
  const refs = git.line(["for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags"]) ?? "";
  const meant = nearest(name, new Set(refs.split("\n").filter((ref) => ref !== "")));
  const [, remote, branch] = /^([^/]+)\/(.+)$/.exec(name) ?? [];
  const isRemote = remote !== undefined && (git.line(["remote"]) ?? "").split("\n").includes(remote);
  const fetched = isRemote ? `git fetch ${remote} ${branch}` : "git branch --all lists what there is";
  const hint = meant === undefined ? fetched : `did you mean ${meant}?`;
  return new UsageError(`--base ${name}: there is no such commit or folder with tenants/`, hint);
}
