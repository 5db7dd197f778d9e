/**
 * `npm run bench:faults [-- --seed 1 --misses --class REGEX]`: puts one fault after the other into a stack that has
 * none, and prints how many of each class are found.
 */
import { parseArgs } from "node:util";
import { harmlessOf } from "./harmless.ts";
import { Judge } from "./judge.ts";
import { type Mutant, mutantsOf } from "./mutants.ts";
import { readStack, type Stack } from "./stack.ts";
import { type Row, tableOf } from "./table.ts";

const { values } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== "--"),
  options: {
    seed: { type: "string", default: "1" },
    class: { type: "string", default: "" },
    harmless: { type: "string", default: "100" },
    verbose: { type: "boolean", default: false },
  },
});

async function main(): Promise<void> {
  const stack = readStack();
  const judge = new Judge(stack);
  try {
    const baseline = await judge.baseline();
    for (const { at, kind, reason } of baseline)
      console.log(`without a fault  ${at.file}:${at.line} ${kind.code} ${reason}`);
    const mutants = mutantsOf(stack, Number(values.seed)).filter(({ fault }) =>
      new RegExp(values.class).test(fault.name),
    );
    const rows: Row[] = [];
    for (const mutant of mutants) rows.push(await rowOf(mutant, judge));
    console.log(tableOf(rows));
    await harmlessEdits(stack, judge);
  } finally {
    judge.close();
  }
  const { user, system } = process.cpuUsage();
  console.log(`seed ${values.seed}, ${((user + system) / 1e6).toFixed(1)} CPU seconds`);
}

async function harmlessEdits(stack: Stack, judge: Judge): Promise<void> {
  const edits = harmlessOf(stack, Number(values.seed), Number(values.harmless));
  let alarms = 0;
  for (const { stack: other, edits: made, what } of edits) {
    const [first] = (await judge.judge(other, made)).found;
    if (first === undefined) continue;
    alarms++;
    console.log(`alarm   ${what}: ${first.at.file}:${first.at.line} ${first.kind.code} ${first.reason}`);
  }
  console.log(`${edits.length} harmless edits, of which ${alarms} gave a finding`);
}

async function rowOf(mutant: Mutant, judge: Judge): Promise<Row> {
  const { found, there } = await judge.judge(mutant.stack, mutant.edits);
  const codes = [...new Set(there.map(({ kind }) => kind.code))];
  const elsewhere = found.map(({ at, kind }) => `${kind.code} ${at.file}:${at.line}`).slice(0, 2);
  const isFound = there.length > 0;
  if (!isFound)
    console.log(
      `missed  ${mutant.fault.name}: ${mutant.what}${elsewhere.length > 0 ? `  (elsewhere: ${elsewhere.join(", ")})` : ""}`,
    );
  else if (values.verbose) console.log(`found   ${mutant.fault.name}: ${mutant.what}  ${codes.join(" ")}`);
  return { fault: mutant.fault, isFound, codes };
}

await main();
process.exit(process.exitCode ?? 0);
