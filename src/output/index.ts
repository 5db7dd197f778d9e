export { checkAtRest, checkOutput } from "./check-output.ts";
export type { OutputFolder } from "./folder.ts";
export { leftovers } from "./leftovers.ts";
export type { FolderReport, OutputOptions, OutputReport } from "./write-output.ts";
export { writeOutput } from "./write-output.ts";
