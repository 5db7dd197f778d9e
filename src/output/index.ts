export { checkOutput } from "./check-output.ts";
export { OutputFailure } from "./failure.ts";
export type { OutputFolder, OutputPlace } from "./folder.ts";
export type { FolderReport, OutputOptions, OutputReport } from "./write-output.ts";
export { writeOutput } from "./write-output.ts";
