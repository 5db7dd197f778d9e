import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { root } from "../../scripts/steps/own-command.ts";
import { type Step, stepsOf } from "./blocks.ts";

/** What a machine that takes longer than a second says meanwhile. */
const PROGRESS = /^(?:reading|proving and generating|writing) .*\n/gm;

/**
 * A reader with a project of their own, who does what a page says. `npx monitorgen` is this checkout, and so is what is
 * imported from `monitorgen`.
 */
class Reader {
  readonly folder = mkdtempSync(join(tmpdir(), "monitorgen-reader-"));
  #printed = "";

  constructor() {
    cpSync(join(root, "tenants"), join(this.folder, "project/tenants"), { recursive: true });
    this.#program("npx", `shift\nexec "${process.execPath}" "${join(root, "src/cli/main.ts")}" "$@"`);
    this.#program("node", `exec "${process.execPath}" "$@"`);
    const installed = join(this.folder, "project/node_modules/monitorgen");
    mkdirSync(installed, { recursive: true });
    writeFileSync(
      join(installed, "package.json"),
      JSON.stringify({ type: "module", exports: { ".": "./index.js", "./detectors": "./detectors.js" } }),
    );
    for (const [file, entry] of [
      ["index.js", "src/index.ts"],
      ["detectors.js", "src/detector/library.ts"],
    ] as const)
      writeFileSync(join(installed, file), `export * from ${JSON.stringify(join(root, entry))};\n`);
  }

  #program(name: string, script: string): void {
    writeFileSync(join(this.folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(this.folder, name), 0o755);
  }

  does(step: Step): void {
    const at = (file: string): string => join(this.folder, "project", file);
    if (step.kind === "write") {
      mkdirSync(dirname(at(step.file)), { recursive: true });
      writeFileSync(at(step.file), step.text);
    } else if (step.kind === "edit") {
      const text = readFileSync(at(step.file), "utf8");
      expect(text, `line ${step.line}`).toContain(step.from);
      writeFileSync(at(step.file), text.replace(step.from, step.to));
    } else if (step.kind === "output") {
      expect(this.#printed.trim(), `line ${step.line}`).toBe(step.text.trim());
    } else this.#runs(step);
  }

  leaves(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #runs({ commands, fails }: Step & { readonly kind: "run" }): void {
    const env = { ...process.env, NO_COLOR: "1", PATH: `${this.folder}${delimiter}${process.env["PATH"]}` };
    this.#printed = "";
    for (const command of commands) {
      const cwd = join(this.folder, "project");
      const { status, stdout, stderr } = spawnSync("sh", ["-c", command], { cwd, env, encoding: "utf8" });
      expect(status, `${command}\n${stderr}${stdout}`).toBe(fails ? 1 : 0);
      this.#printed += `${stderr.replace(PROGRESS, "")}${stdout}`;
    }
  }
}

const pages = ["README.md", ...globSync("docs/*.md", { cwd: root })].filter((page) => stepsIn(page).length > 0);

function stepsIn(page: string): readonly Step[] {
  return stepsOf(readFileSync(join(root, page), "utf8"));
}

describe("what a page says", () => {
  const readers: Reader[] = [];
  afterAll(() => {
    for (const reader of readers) reader.leaves();
  });

  it.each(pages)("%s does what it says, from the first block to the last", { timeout: 120_000 }, (page) => {
    const reader = new Reader();
    readers.push(reader);
    for (const step of stepsIn(page)) reader.does(step);
  });
});
