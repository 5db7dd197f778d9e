/** Codes whose examples a test of declarations can't run, and why. */
export const NOT_RUN: ReadonlyMap<RegExp, string> = new Map([
  [/^MG10(0[1-9]|10)$|^MG2402$/, "about folders, links and bytes: src/load/discover.test.ts and files.test.ts"],
  [/^MG1025$/, "needs a file of another type: src/load/typescript.test.ts"],
  [/^MG2403$/, "needs an older server: src/verify/checks/prometheus-version.test.ts"],
  [/^MG10(26|40|41|43|45|50|53|64)$/, "guards that take long or much: src/load/typescript.test.ts, sandbox.test.ts and yaml.test.ts"],
  [/^MG1112$/, "needs more than 200 mistakes: src/program/schema/validate.test.ts"],
  [/^MG215[0-2]$/, "the solver's, found when the project is generated: src/promql/solve"],
  [/^MG263\d$/, "of notifications: src/verify/files/notifications.test.ts and src/verify/proofs/notifications"],
  [/^MG26[0-2]\d$/, "about an Alertmanager configuration: src/verify/proofs/routing/findings/pages.test.ts"],
  [/^MG25(0\d|1[0-6])$/, "about the output folder: src/output"],
  [/^MG2520$/, "found when the project is generated: src/verify/proofs/recordings/recordings.test.ts"],
  [/^MG264\d$/, "found when the project is generated: src/verify/proofs/people/pages.test.ts"],
  [/^MG2753$/, "found by a build: test/suppressions"],
  [/^MG270[1-4]$/, "of two tenants: test/tenancy"],
  [/^MG28\d\d$/, "about files that people wrote: src/verify/files/pages.test.ts"],
  [/^MG29\d\d$/, "monitorgen's own mistakes: src/verify/proofs"],
]);
