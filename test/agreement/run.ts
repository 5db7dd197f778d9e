/**
 * `npm run agreement:alerts [-- --seed 1 --cases 1000 --worlds 100]`: random conditions through the solver and through promtool; what the
 * solver says can never fire, through random series. Prints what they disagree on, and counts.
 */
import { parseArgs } from "node:util";
import { isFound, searchFrom } from "../../scripts/tools/find.ts";
import { findAll } from "../../scripts/tools/install.ts";
import { tools as judges } from "../../scripts/tools/table.ts";
import { agreement, type Verdict } from "./agreement.ts";
import { summaryOf } from "./summary.ts";

const { values } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== "--"),
  options: {
    seed: { type: "string", default: "1" },
    cases: { type: "string", default: "1000" },
    worlds: { type: "string", default: "100" },
  },
});
const [seed = 1, cases = 0, worlds = 0] = [values.seed, values.cases, values.worlds].map(Number);
const tools = await findAll(judges, searchFrom(process.env));
const promtool = tools.find(({ tool }) => tool.name === "promtool")?.result;
if (!promtool || !isFound(promtool)) throw new Error("promtool is missing; type: npm run tools");

const verdicts: Verdict[] = [];
for await (const verdict of agreement({ seed, cases, worlds, promtool: promtool.path })) {
  verdicts.push(verdict);
  const { condition, disagreement, answer, reason } = verdict;
  if (disagreement !== undefined) {
    console.log(
      `DISAGREE  ${answer} (${reason}), for ${condition.forMs ?? 0} ms: ${condition.expr}\n  ${disagreement}`,
    );
    process.exitCode = 1;
  }
}
console.log(summaryOf(verdicts, { seed, worlds }));
