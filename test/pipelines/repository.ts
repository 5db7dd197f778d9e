import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { root } from "../../scripts/steps/own-command.ts";
import { monitorgen } from "../cli/console.ts";

/** What a step did. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A git repository with a tenant and its output, and commands beside it: `npx monitorgen` is this checkout. */
export class Repository {
  readonly #top = realpathSync(mkdtempSync(join(tmpdir(), "pipeline-")));
  readonly folder = join(this.#top, "repository");
  /** Outside of the repository, as a runner has it. */
  readonly temporary = join(this.#top, "temporary");
  readonly #commands = join(this.#top, "commands");

  /** A repository whose first commit, on main and origin/main, is up to date; or without output, which takes its time. */
  static async make({ built }: { readonly built: boolean }): Promise<Repository> {
    const made = new Repository();
    for (const folder of [made.folder, made.temporary, made.#commands]) mkdirSync(folder);
    made.command("npx", `shift\nexec "${process.execPath}" "${join(root, "src/cli/main.ts")}" "$@"`);
    made.command("npm", "exit 0");
    await made.#does("init", "--name", "shop", "--yes");
    if (built) await made.#does("build");
    made.git("init", "--quiet", "--initial-branch", "main");
    made.commit("a tenant");
    made.git("update-ref", "refs/remotes/origin/main", "main");
    return made;
  }

  command(name: string, script: string): void {
    writeFileSync(join(this.#commands, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(this.#commands, name), 0o755);
  }

  async #does(...args: readonly string[]): Promise<void> {
    const { exit, stderr } = await monitorgen(args, { cwd: this.folder });
    if (exit !== 0) throw new Error(stderr);
  }

  /** Builds, and commits everything. */
  async buildAndCommit(): Promise<void> {
    await this.#does("build");
    this.commit("a change");
  }

  commit(message: string): void {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--message", message);
  }

  /** Back to what is on main. */
  reset(): void {
    this.git("reset", "--quiet", "--hard", "origin/main");
    this.git("clean", "--quiet", "--force", "-d");
  }

  git(...args: readonly string[]): void {
    const who = ["-c", "user.name=somebody", "-c", "user.email=somebody@example.com"];
    const { status, stderr } = spawnSync("git", [...who, ...args], { cwd: this.folder, encoding: "utf8" });
    if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  edit(file: string, from: string, to: string): void {
    const text = this.read(file);
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text.replace(from, to));
  }

  /** Runs a script as a runner does. */
  run(shell: readonly string[], script: string, env: Readonly<Record<string, string>>): Ended {
    const [command = "", ...args] = shell;
    const path = `${this.#commands}${delimiter}${process.env["PATH"]}`;
    const ended = spawnSync(command, [...args, script], {
      cwd: this.folder,
      env: { ...process.env, MONITORING_ENV: "", NO_COLOR: "1", ...env, PATH: path },
      encoding: "utf8",
    });
    return { status: ended.status, stdout: ended.stdout, stderr: ended.stderr };
  }

  remove(): void {
    rmSync(this.#top, { recursive: true, force: true });
  }
}
