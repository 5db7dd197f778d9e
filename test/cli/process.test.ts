import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkOutput } from "../../src/output/index.ts";
import { LOCK } from "../../src/output/lock.ts";
import { nameOfHolder } from "../../src/output/lock-holder.ts";

const node = process.execPath;
const main = join(import.meta.dirname, "../../src/cli/main.ts");
const write = fileURLToPath(new URL("./write.ts", import.meta.url));
const dist = join(import.meta.dirname, "../../dist/cli.js");

/** A process that is surely gone: no system gives out such a number. */
const GONE = 2 ** 30;

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "process-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

interface Ended {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(command: string, args: readonly string[]): ChildProcess {
  return spawn(command, args, { cwd: root, env: { ...process.env, NO_COLOR: "1", MONITORING_ENV: "" } });
}

async function ended(child: ChildProcess): Promise<Ended> {
  const written = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream]?.on("data", (data: Buffer) => {
      written[stream] += data.toString();
    });
  }
  const [exit] = await once(child, "close");
  return { exit, ...written };
}

const run = (command: string, ...args: readonly string[]): Promise<Ended> => ended(start(command, args));

describe("the command line as a process", () => {
  test("starts without anything heavy, and --help prints on stdout", async () => {
    const hook =
      'import { registerHooks } from "node:module"; registerHooks({ load(url, context, next) { if (/node_modules/.test(url)) process.stderr.write(`${url}\\n`); return next(url, context); } });';
    const tracing = `data:text/javascript,${encodeURIComponent(hook)}`;
    const { exit, stdout, stderr } = await run(node, "--import", tracing, main, "--help");
    expect(exit).toBe(0);
    expect(stdout).toContain("Usage: monitorgen");
    const packages = new Set([...stderr.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)/g)].map(([, name]) => name));
    expect([...packages]).toEqual(["commander"]);
  });

  test("ends quietly when its reader leaves", async () => {
    const script = '"$0" "$1" schema | head -n 1; echo "${PIPESTATUS[0]}" >&2';
    const { stdout, stderr } = await run("bash", "-c", script, node, main);
    expect(stdout).toBe("{\n");
    expect(stderr).toBe("0\n");
  });

  test("starts a tenant, builds it, and finds it up to date", async () => {
    expect((await run(node, main, "init", "--name", "shop", "--yes")).exit).toBe(0);
    const built = await run(node, main, "build");
    expect(built.exit).toBe(0);
    expect(built.stdout).toContain("output/shop");
    expect(await run(node, main, "build", "--check")).toMatchObject({ exit: 0 });
    writeFileSync(join(root, "output/shop/README.md"), "edited");
    const checked = await run(node, main, "build", "--check");
    expect(checked.exit).toBe(1);
    expect(checked.stderr).toContain("error MG2512");
    expect(checked.stdout).toBe("");
    const wrong = await run(node, main, "build", "--out", "package.json/below");
    expect(wrong.exit).toBe(3);
    expect(wrong.stderr).toContain("a file stands where a folder must be");
  }, 120_000);

  test.runIf(existsSync(dist))("runs from dist/, too", async () => {
    const { exit, stdout } = await run(node, dist, "--version");
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await run(node, dist, "biuld")).exit).toBe(2);
  });
});

/** The letters that files are made of; a file that is half written, or of two builds, fails. */
function letters(): readonly string[] {
  const files = readdirSync(join(root, "acme"), { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".txt"),
  );
  return files.map((file) => {
    const content = readFileSync(join(root, "acme", file), "utf8");
    expect(content.length).toBe(20_000);
    expect(new Set(content).size).toBe(1);
    return content.charAt(0);
  });
}

function findings(letter: string, files: number): readonly string[] {
  const artifacts = Array.from({ length: files }, (_, i) => ({
    path: `part-${i % 7}/file-${i}.txt`,
    content: letter.repeat(20_000),
    kind: "text",
    origins: ["tenant"],
  }));
  const folders = [{ folder: "acme", tenant: "acme", environment: "production", artifacts }];
  return checkOutput({ root, shown: "output", folders }).map(({ kind }) => kind.name);
}

describe("a build", () => {
  test("that is killed at any moment leaves each file whole; the next one repairs", async () => {
    for (const delay of [3, 11, 23, 37, 53]) {
      const child = start(node, [write, root, "a", "60", "1000"]);
      if (child.stdout !== null) await once(child.stdout, "data");
      await sleep(delay);
      child.kill("SIGKILL");
      await once(child, "close");
      for (const letter of letters()) expect("a-").toContain(letter);
      const { exit, stderr } = await run(node, write, root, "b", "60", "1");
      expect([exit, stderr]).toEqual([0, ""]);
      expect(findings("b", 60)).toEqual([]);
    }
  }, 120_000);

  test("that runs beside others of another content, and a lock of nobody, writes all of its own, before or after them", async () => {
    const lock = join(root, LOCK);
    mkdirSync(lock);
    writeFileSync(join(lock, nameOfHolder().replace(/^\d+/, String(GONE))), "");
    const all = ["a", "b", "c", "d"].map((letter) => run(node, write, root, letter, "40", "5"));
    for (const { exit, stderr } of await Promise.all(all)) expect([exit, stderr]).toEqual([0, ""]);
    const [letter = ""] = letters();
    expect(new Set(letters()).size).toBe(1);
    expect(findings(letter, 40)).toEqual([]);
    expect(readdirSync(root)).toEqual(["acme"]);
  }, 120_000);

  test("that can't write a file changes nothing, and says why", async () => {
    await run(node, write, root, "a", "5", "1");
    const limited = await run("bash", "-c", 'ulimit -f 8; "$0" "$@"', node, write, root, "b", "5", "1");
    expect(limited).toMatchObject({ exit: 3, stderr: "output/acme: the file is larger than this user may write\n" });
    expect(new Set(letters())).toEqual(new Set(["a"]));
    expect(findings("a", 5)).toEqual([]);
  });

  test.skipIf(process.getuid?.() === 0)("into a folder that is read-only changes nothing, and says why", async () => {
    await run(node, write, root, "a", "5", "1");
    chmodSync(join(root, "acme/part-1"), 0o555);
    const { exit, stderr } = await run(node, write, root, "b", "5", "1");
    chmodSync(join(root, "acme/part-1"), 0o755);
    expect([exit, stderr]).toEqual([3, "output/acme: permission denied\n"]);
    expect(new Set(letters())).toEqual(new Set(["a"]));
  });
});
