/**
 * `npm run sweep [-- TENANT [EVERY]]`: changes each leaf of a tenant's declaration, and tells of which changes
 * `monitorgen diff` says nothing although an emitted file is another one. EVERY takes only each so many of them; the
 * tenant `organisation` is what all share.
 */
import { fileURLToPath } from "node:url";
import { sweep, sweptTenant } from "./sweep.ts";

const [tenant = "acme", every = "1"] = process.argv.slice(2).filter((argument) => argument !== "--");
const root = fileURLToPath(new URL("../..", import.meta.url));
const isShared = tenant === "organisation";
const swept = await sweptTenant(root, isShared ? "globex" : tenant, isShared);
const { mutations, sound, told, missed, idle } = await sweep(
  swept,
  (index) => index % Number(every) === 0,
  (index) => index % (Number(every) * 20) === 0,
);
for (const what of missed) console.log(`missed  ${what}`);
for (const what of idle) console.log(`idle    ${what}`);
console.log(
  `${tenant}: ${mutations} changes, ${sound} of them declarations, ${told} told, ${missed.length} missed, ${idle.length} idle`,
);
const { user, system } = process.cpuUsage();
console.log(`${((user + system) / 1e6).toFixed(1)} CPU seconds`);
process.exitCode = missed.length === 0 ? 0 : 1;
