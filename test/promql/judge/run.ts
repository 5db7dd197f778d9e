/**
 * `npm run agreement [-- --count 40000 --seed 1]`: how often Prometheus's own parser and ours are of one mind, on the
 * expressions of its own tests and on random ones.
 */
import { parseArgs } from "node:util";
import { isFound, searchFrom } from "../../../scripts/tools/find.ts";
import { findOrInstall, howToInstall } from "../../../scripts/tools/install.ts";
import { tools } from "../../../scripts/tools/table.ts";
import { accepted, refused } from "../corpus.ts";
import { RULES } from "../rules.ts";
import { compare, OPTIONS, ownTests } from "./ask.ts";
import { Expressions, SORTS } from "./expressions.ts";

const { values } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== "--"),
  options: { count: { type: "string", default: "40000" }, seed: { type: "string", default: "1" } },
});
const [count = 0, seed = 0] = [values.count, values.seed].map(Number);
const tool = tools.find(({ name }) => name === "promql-judge");
if (!tool) throw new Error("promql-judge is no tool of the table");
const judge = await findOrInstall(tool, searchFrom(process.env), console.error);

async function tell(name: string, texts: readonly string[]): Promise<void> {
  for (const options of ["none", "all"] as const) {
    const { expressions, valid, disagreements } = await compare(isFound(judge) ? judge.path : "", texts, options);
    const agreed = expressions - disagreements.length;
    console.log(`${name.padEnd(22)} ${options.padEnd(4)} ${agreed} of ${expressions} agree, ${valid} of them valid`);
    for (const text of disagreements.slice(0, 20)) console.log(`  ${text}`);
    if (disagreements.length > 0) process.exitCode = 1;
  }
}

if (isFound(judge)) {
  console.log(`turned on: none, or ${Object.keys(OPTIONS.all).join(", ")}; seed ${seed}`);
  for (const what of ["inputs", "queries"] as const) {
    const own = await ownTests(judge.path, what);
    if ("missing" in own) console.log(`${what} of Prometheus's tests: not here, ${own.missing}`);
    else await tell(`Prometheus's ${what}`, own.texts);
  }
  const ours = [
    ...accepted,
    ...refused.map(([text]) => text),
    ...RULES.flatMap(({ valid, invalid }) => [...valid, ...invalid]),
  ];
  await tell("our cases", ours);
  for (const sort of SORTS) {
    const random = new Expressions(seed, ours);
    await tell(
      `random, by ${sort}`,
      Array.from({ length: Math.ceil(count / SORTS.length) }, () => random.of(sort)),
    );
  }
} else {
  console.error(`promql-judge missing: ${judge.tried.join("; ")}\n  ${howToInstall(tool)}`);
  process.exitCode = 1;
}
