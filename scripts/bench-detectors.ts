/**
 * Measures the detectors, and prints Markdown: `npm run bench:detectors -- --data FOLDER [SECTION…] [--write]`.
 * With `--write` the figures take their places in docs/detectors.md.
 */
import { cpus } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { place } from "./bench/placed.ts";
import { sections } from "./bench-detectors/sections.ts";
import { root } from "./steps/own-command.ts";

const options = { data: { type: "string" }, write: { type: "boolean" } } as const;
const { values, positionals } = parseArgs({ options, allowPositionals: true });
const say = console.error;
const unknown = positionals.filter((name) => !Object.hasOwn(sections, name));

async function measure(data: string): Promise<void> {
  say(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}`);
  for (const [name, section] of Object.entries(sections)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    say(name);
    const figures = await section({ data, say });
    console.log(`\n### ${name}\n\n${figures}`);
    if (values.write === true) place(join(root, "docs/detectors.md"), name, figures);
  }
}

if (unknown.length > 0 || values.data === undefined) {
  const known = Object.keys(sections).join(", ");
  if (unknown.length > 0) say(`no section ${unknown.join(", ")}: expected ${known}`);
  if (values.data === undefined) say("--data FOLDER is missing: the folder that holds nab/ and reference/");
  process.exitCode = 2;
} else {
  await measure(resolve(values.data));
}
