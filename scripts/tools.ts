/** `npm run tools [-- servers]`: finds or installs the tools that judge our output, or the servers, and prints which are used. */
import { describeFound, isFound, searchFrom } from "./tools/find.ts";
import { findOrInstall, howToInstall } from "./tools/install.ts";
import { serverTools, tools } from "./tools/table.ts";

for (const tool of process.argv.includes("servers") ? serverTools : tools) {
  const result = await findOrInstall(tool, searchFrom(process.env), console.error);
  if (isFound(result)) console.log(`${describeFound(tool, result)} ${result.path}`);
  else {
    console.error(`${tool.name} missing: ${result.tried.join("; ")}\n  ${howToInstall(tool)}`);
    process.exitCode = 1;
  }
}
