/** Finds or installs the tools that judge our output, and prints which are used. */
import { describeFound, isFound, searchFrom } from "./tools/find.ts";
import { findOrInstall, howToInstall } from "./tools/install.ts";
import { tools } from "./tools/table.ts";

for (const tool of tools) {
  const result = await findOrInstall(tool, searchFrom(process.env), console.error);
  if (isFound(result)) console.log(`${describeFound(tool, result)} ${result.path}`);
  else {
    console.error(`${tool.name} missing: ${result.tried.join("; ")}\n  ${howToInstall(tool)}`);
    process.exitCode = 1;
  }
}
