/**
 * `npm run tenancy [-- RUNS [SEED]]`: emits random neighbours whose names are as much alike as names can be, and looks for
 * anything of one in another's files, and for an alert that the merged Alertmanager treats otherwise than its tenant's own.
 */
import fc from "fast-check";
import { neighbours } from "./neighbours.ts";
import { crossingsOf, emitted, strayed } from "./together.ts";

const [runs = "300", seed = "1"] = process.argv.slice(2).filter((argument) => argument !== "--");
const counts = { tenants: 0, files: 0, alerts: 0 };
const result = fc.check(
  fc.property(neighbours, (declarations) => {
    const together = emitted(declarations);
    const { alerts, wrong } = strayed(together);
    counts.tenants += together.tenants.length;
    counts.files += together.tenants.reduce((sum, { files }) => sum + files.length, together.merged.length);
    counts.alerts += alerts;
    const found = [...crossingsOf(together), ...wrong];
    if (found.length > 0) throw new Error(found.join("\n"));
  }),
  { seed: Number(seed), numRuns: Number(runs) },
);
const { user, system } = process.cpuUsage();
console.log(
  `${result.numRuns} groups of ${counts.tenants} tenants, ${counts.files} files, ${counts.alerts} alerts sent twice: ${result.failed ? "something crosses" : "nothing crosses"}`,
);
console.log(`${((user + system) / 1e6).toFixed(1)} CPU seconds`);
if (result.failed) console.log(fc.defaultReportMessage(result));
process.exitCode = result.failed ? 1 : 0;
