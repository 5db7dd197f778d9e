/**
 * Measures what the program costs, and prints Markdown: `npm run bench [-- SECTION…] [-- --write]`. With `--write` the
 * figures take their places in docs/performance.md. The machine should have nothing else to do.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { place } from "./bench/placed.ts";
import { type Bench, checks, example, growth, sloth, stages, startUp } from "./bench/sections.ts";
import { root, runOwn } from "./steps/own-command.ts";
import { describeFound, isFound, searchFrom } from "./tools/find.ts";
import { findOrInstall } from "./tools/install.ts";
import { serverTools, slothTool, type Tool, tools } from "./tools/table.ts";

const SECTIONS: Readonly<Record<string, (bench: Bench) => Promise<string>>> = {
  "start-up": startUp,
  example,
  growth,
  stages,
  sloth,
  checks,
};

const page = join(root, "docs/performance.md");
const args = process.argv.slice(2);
const chosen = args.filter((arg) => arg in SECTIONS);
const names = chosen.length > 0 ? chosen : Object.keys(SECTIONS);
const folder = mkdtempSync(join(tmpdir(), "monitorgen-bench-"));
const say = console.error;

/** Whose work is measured beside ours, by section. */
const OTHERS: Readonly<Record<string, readonly Tool[]>> = {
  sloth: [slothTool],
  checks: [slothTool, ...[...tools, ...serverTools].filter(({ name }) => name === "promtool" || name === "pint")],
};

async function findTools(): Promise<ReadonlyMap<string, string>> {
  const paths = new Map<string, string>();
  for (const tool of new Set(names.flatMap((name) => OTHERS[name] ?? []))) {
    const found = await findOrInstall(tool, searchFrom(process.env), say);
    if (!isFound(found)) continue;
    say(describeFound(tool, found));
    paths.set(tool.name, found.path);
  }
  return paths;
}

async function measure(): Promise<void> {
  await runOwn(process.execPath, ["scripts/bundle.ts"]);
  say(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}`);
  const bench = { folder, say, tools: await findTools() };
  for (const [name, section] of Object.entries(SECTIONS).filter(([one]) => names.includes(one))) {
    say(name);
    const figures = await section(bench);
    console.log(`\n### ${name}\n\n${figures}`);
    if (args.includes("--write")) place(page, name, figures);
  }
}

await measure().finally(() => rmSync(folder, { recursive: true, force: true }));
