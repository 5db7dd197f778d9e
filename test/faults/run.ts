/**
 * `npm run bench:faults [-- --seed 1 --class REGEX --harmless 100 --tools --write]`: puts one fault after the other into a
 * stack that has none, and prints how many of each class are found, and which aren't; then harmless edits, of which none
 * may be found. `--tools` asks promtool, pint and amtool about the same mutants, `--write` puts all into docs/proofs.md.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { harmlessOf } from "./harmless.ts";
import { Judge } from "./judge.ts";
import { type Mutant, mutantsOf } from "./mutants.ts";
import { OtherTools } from "./other-tools.ts";
import { readStack, type Stack } from "./stack.ts";
import { type Row, tableOf } from "./table.ts";

const { values } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== "--"),
  options: {
    seed: { type: "string", default: "1" },
    class: { type: "string", default: "" },
    harmless: { type: "string", default: "100" },
    tools: { type: "boolean", default: false },
    verbose: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});

const PAGE = new URL("../../docs/proofs.md", import.meta.url);
const MARKS = ["<!-- faults -->\n", "<!-- /faults -->"] as const;

async function main(): Promise<void> {
  const stack = readStack();
  const judge = new Judge(stack);
  const others = values.tools ? await OtherTools.find() : undefined;
  try {
    const baseline = await judge.baseline();
    for (const { at, kind, reason } of baseline) {
      console.log(`without a fault  ${at.file}:${at.line} ${kind.code} ${reason}`);
    }
    const mutants = mutantsOf(stack, Number(values.seed)).filter(({ fault }) =>
      new RegExp(values.class).test(fault.name),
    );
    const rows: Row[] = [];
    for (const mutant of mutants) rows.push(await rowOf(mutant, stack, judge, others));
    const table = tableOf(rows);
    const alarms = await harmlessEdits(stack, judge);
    console.log(`${table}\n${alarms}`);
    console.log(`seed ${values.seed}, ${cpuSeconds()} CPU seconds`);
    if (values.write) write(`${table}\n\n${alarms}\n`);
  } finally {
    judge.close();
    others?.close();
  }
}

async function rowOf(mutant: Mutant, stack: Stack, judge: Judge, tools: OtherTools | undefined): Promise<Row> {
  const { found, there } = await judge.judge(mutant.stack, mutant.edits);
  const codes = [...new Set(there.map(({ kind }) => kind.code))];
  const isFound = there.length > 0;
  const elsewhere = found.map(({ at, kind }) => `${kind.code} ${at.file}:${at.line}`).slice(0, 2);
  const where = elsewhere.length > 0 ? `  (elsewhere: ${elsewhere.join(", ")})` : "";
  if (!isFound) console.log(`missed  ${mutant.fault.name}: ${mutant.what}${where}`);
  else if (values.verbose) console.log(`found   ${mutant.fault.name}: ${mutant.what}  ${codes.join(" ")}`);
  const others = await tools?.findingsOf(mutant.stack, stack, mutant.edits);
  return { fault: mutant.fault, isFound, codes, ...(others === undefined ? {} : { others }) };
}

async function harmlessEdits(stack: Stack, judge: Judge): Promise<string> {
  const edits = harmlessOf(stack, Number(values.seed), Number(values.harmless));
  let alarms = 0;
  for (const { stack: other, edits: made, what } of edits) {
    const [first] = (await judge.judge(other, made)).found;
    if (first === undefined) continue;
    alarms++;
    console.log(`alarm   ${what}: ${first.at.file}:${first.at.line} ${first.kind.code} ${first.reason}`);
  }
  return `Of ${edits.length} harmless edits ${alarms} gave a finding.`;
}

function cpuSeconds(): string {
  const { user, system } = process.cpuUsage();
  return ((user + system) / 1e6).toFixed(1);
}

function write(text: string): void {
  const page = readFileSync(PAGE, "utf8");
  const [start, end] = MARKS.map((mark) => page.indexOf(mark));
  if (start === undefined || end === undefined || start < 0 || end < 0) throw new Error("docs/proofs.md has no marks");
  writeFileSync(PAGE, page.slice(0, start + MARKS[0].length) + text + page.slice(end));
}

await main();
// The sandbox of tenants' code would keep the process alive.
process.exit(process.exitCode ?? 0);
