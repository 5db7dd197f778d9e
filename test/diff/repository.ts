import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** What git is to know, whatever this machine is set up for. */
export const GIT_ENV = {
  PATH: process.env["PATH"] ?? "",
  HOME: "/nonexistent",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "A",
  GIT_AUTHOR_EMAIL: "a@example.com",
  GIT_AUTHOR_DATE: "2026-01-05T09:00:00Z",
  GIT_COMMITTER_NAME: "A",
  GIT_COMMITTER_EMAIL: "a@example.com",
  GIT_COMMITTER_DATE: "2026-01-05T09:00:00Z",
};

/** A real git repository in a temporary folder. */
export class Repository {
  readonly folder: string;

  constructor(folder = mkdtempSync(join(tmpdir(), "monitorgen-repository-"))) {
    this.folder = folder;
  }

  /** An empty one, on `main`. */
  static made(): Repository {
    const repository = new Repository();
    repository.git("init", "--quiet", "--initial-branch=main");
    return repository;
  }

  git(...args: readonly string[]): string {
    return this.fed("", ...args);
  }

  /** Git with a text on its standard input. */
  fed(input: string, ...args: readonly string[]): string {
    const options = { cwd: this.folder, env: GIT_ENV, input, encoding: "utf8", stdio: "pipe" } as const;
    return execFileSync("git", args, options).trim();
  }

  write(files: Readonly<Record<string, string>>): this {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), text);
    }
    return this;
  }

  /** Commits all that there is, and gives the commit's name. */
  commit(files: Readonly<Record<string, string>> = {}): string {
    this.write(files);
    this.git("add", "--all");
    this.git("commit", "--quiet", "--allow-empty", "--message", "a commit");
    return this.git("rev-parse", "HEAD");
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
