import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { GIT_ENV, Repository } from "../../test/diff/repository.ts";
import { Git, type GitAnswer } from "./git.ts";
import { checkOut } from "./revision.ts";

/** A git that answers one of its commands in another way, and all others as it does. */
class Answering extends Git {
  readonly #command: string;
  readonly #answer: () => GitAnswer;

  constructor(folder: string, command: string, answer: () => GitAnswer) {
    super(folder, GIT_ENV);
    this.#command = command;
    this.#answer = answer;
  }

  override run(args: readonly string[], input?: string): GitAnswer {
    return args.join(" ").startsWith(this.#command) ? this.#answer() : super.run(args, input);
  }
}

const refusing = (): GitAnswer => ({ failure: { kind: "refused", message: "no" } });

let repository: Repository;
let commit: string;
let temporary: string;
beforeEach(() => {
  repository = Repository.made();
  temporary = mkdtempSync(join(tmpdir(), "revision-"));
  vi.stubEnv("TMPDIR", temporary);
  commit = repository.commit({ "tenants/acme/tenant.yaml": "tenant: acme\n", "tenants/acme/more.ts": "" });
});
afterEach(() => {
  vi.unstubAllEnvs();
  repository.remove();
  rmSync(temporary, { recursive: true, force: true });
});

test("the declarations of a commit are written into a folder of their own", () => {
  const found = checkOut(new Git(repository.folder, GIT_ENV), commit, "");
  if ("failure" in found) throw new Error(found.failure.kind);
  expect(found).toMatchObject({ submodules: [], hasTenants: true });
  expect(readFileSync(join(found.root, "tenants/acme/tenant.yaml"), "utf8")).toBe("tenant: acme\n");
  expect(readFileSync(join(found.root, "tenants/acme/more.ts"), "utf8")).toBe("");
});

test("a commit without tenants/ has none", () => {
  const found = checkOut(new Git(repository.folder, GIT_ENV), commit, "elsewhere/");
  expect(found).toMatchObject({ submodules: [], hasTenants: false });
  expect("root" in found && existsSync(join(found.root, "tenants"))).toBe(false);
});

test.each<[string, string, () => GitAnswer, string]>([
  ["git lists nothing", "ls-tree", refusing, "no"],
  ["git hands out no files", "cat-file --batch", refusing, "no"],
  ["a file is gone", "cat-file --batch", () => ({ stdout: Buffer.from("abc missing\n") }), "abc missing"],
  ["git breaks off", "cat-file --batch", () => ({ stdout: Buffer.alloc(0) }), "git has no file"],
])("where %s, that is told and nothing is left", (_, command, answer, message) => {
  const found = checkOut(new Answering(repository.folder, command, answer), commit, "");
  expect(found).toEqual({ failure: { kind: "refused", message: expect.stringContaining(message) } });
  expect(readdirSync(temporary)).toEqual([]);
});

test("nothing is left of what fails in our own hands either", () => {
  const broken = new Answering(repository.folder, "ls-tree", () => {
    throw new TypeError("broken");
  });
  expect(() => checkOut(broken, commit, "")).toThrow("broken");
  expect(readdirSync(temporary)).toEqual([]);
});
