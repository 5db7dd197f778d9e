/** Drives cases in a process of their own, so that one that never ends can be ended: `worker.ts SEED FROM COUNT ROOT`. */
import { caseOf } from "./case.ts";
import { drive } from "./drive.ts";
import { goodDeclarations } from "./good.ts";
import { Workspace } from "./workspace.ts";

const [seed = 1, from = 0, count = 1] = process.argv.slice(2).map(Number);
const good = await goodDeclarations();
const workspace = new Workspace(process.argv[5]);
process.on("disconnect", () => process.exit());

for (let number = from; number < from + count; number++) {
  const verdict = await drive(caseOf(good, seed, number), workspace);
  process.send?.(verdict);
}
process.disconnect?.();
process.exit();
