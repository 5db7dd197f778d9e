import { commandStep, scriptStep } from "./own-command.ts";
import type { Step } from "./step.ts";

function captured(pattern: RegExp, words: (match: RegExpExecArray) => string): (printed: string) => string | undefined {
  return (printed) => {
    const match = pattern.exec(printed);
    return match ? words(match) : undefined;
  };
}

/** dependency-cruiser reads TypeScript by swc here and warns on each run that it found no compiler it knows. */
function withoutCompilerWarning(printed: string): string {
  return printed.replace(/\s*‼ missing-tsc-transpiler[\s\S]*/, "\n");
}

/** What `npm run check` does: all that can be judged without running anything. */
export const checkSteps: readonly Step[] = [
  commandStep(
    "format, lint",
    "biome",
    ["check", "--error-on-warnings", "--max-diagnostics=30"],
    captured(/Checked (\d+) files?/, ([, files]) => `${files} files`),
  ),
  commandStep(
    "types",
    "tsc",
    [
      "-p",
      ".",
      "--diagnostics",
      "--pretty",
      "false",
      "--incremental",
      "--tsBuildInfoFile",
      ".monitorgen-cache/types.tsbuildinfo",
    ],
    captured(
      /Files:\s+(\d+)\s+Lines:\s+(\d+)/,
      ([, files, lines]) => `${files} files, ${lines} lines, libraries included`,
    ),
  ),
  scriptStep("complexity", "scripts/complexity.ts"),
  commandStep("unused code", "knip", ["--no-progress", "--no-config-hints"], (printed) => {
    const found = [...printed.matchAll(/^(\S.*) \((\d+)\)$/gm)].map(
      ([, what, count]) => `${count} ${what?.toLowerCase()}`,
    );
    return found.join(", ") || "none";
  }),
  commandStep(
    "import direction",
    "depcruise",
    ["--config", ".dependency-cruiser.mjs", "src"],
    captured(
      /(\d+) modules, (\d+) dependencies cruised/,
      ([, files, imports]) => `${imports} imports of ${files} modules`,
    ),
    withoutCompilerWarning,
  ),
];
