import { spawnSync } from "node:child_process";

/** Why git didn't answer: it isn't there, this is no repository, or what it says itself. */
export type GitFailure =
  | { readonly kind: "not-installed" }
  | { readonly kind: "no-repository"; readonly message: string }
  | { readonly kind: "refused"; readonly message: string };

/** What git answered, as bytes. */
export type GitAnswer = { readonly stdout: Buffer } | { readonly failure: GitFailure };

/** More than any folder of declarations. */
const MOST_BYTES = 1024 * 1024 * 1024;

// A hook's caller points git at its own repository and index; here the folder decides.
const FOREIGN = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE"];

/** Git in a folder, without a shell, asking nothing, and locking nothing that others use. */
export class Git {
  readonly #folder: string;
  readonly #env: Readonly<Record<string, string | undefined>>;

  constructor(folder: string, env: Readonly<Record<string, string | undefined>>) {
    this.#folder = folder;
    const own = Object.fromEntries(Object.entries(env).filter(([name]) => !FOREIGN.includes(name)));
    this.#env = { ...own, LC_ALL: "C", GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0" };
  }

  run(args: readonly string[], input = ""): GitAnswer {
    const { error, status, stdout, stderr } = spawnSync("git", args, {
      cwd: this.#folder,
      env: this.#env,
      input,
      maxBuffer: MOST_BYTES,
      windowsHide: true,
    });
    if (error !== undefined) return { failure: failureOf(error) };
    if (status === 0) return { stdout };
    const message = stderr.toString("utf8").trim();
    const kind = /not a git repository|dubious ownership/.test(message) ? "no-repository" : "refused";
    return { failure: { kind, message } };
  }

  /** The answer as a line of text; undefined where git has none. */
  line(args: readonly string[]): string | undefined {
    const answer = this.run(args);
    return "stdout" in answer ? answer.stdout.toString("utf8").replace(/\n$/, "") : undefined;
  }
}

function failureOf(error: Error): GitFailure {
  const isMissing = "code" in error && error.code === "ENOENT";
  return isMissing ? { kind: "not-installed" } : { kind: "refused", message: error.message };
}
