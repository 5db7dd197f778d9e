import { existsSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { github } from "../diagnostics/reporters/github.ts";
import { gitlab } from "../diagnostics/reporters/gitlab.ts";
import { junit, type Passed } from "../diagnostics/reporters/junit.ts";
import { markdown } from "../diagnostics/reporters/markdown.ts";
import { below, type Found } from "../diagnostics/reporters/report.ts";
import { sarif } from "../diagnostics/reporters/sarif.ts";
import { readShipped } from "../load/shipped.ts";
import type { Context } from "./context.ts";
import type { Exit } from "./exit.ts";
import { exitOf, resultJson, showFindings } from "./findings.ts";
import type { ReportFormat } from "./formats.ts";
import { type Style, styleOf, wantsColor } from "./terminal/style.ts";
import { versionOf } from "./version.ts";

/** What a command has to tell. */
export interface Outcome extends Found {
  /** The project's folder. */
  readonly root: string;
  /** What stands beside the findings in JSON. */
  readonly result: object;
  /** What was looked at and is in order. */
  readonly passed: readonly Passed[];
  /** What a person hears on stdout besides the findings. */
  readonly words: (style: Style) => string;
}

/** Tells a person, or another program, what came of a command; the exit code follows from the findings. */
export function tell(
  outcome: Outcome,
  { format, color }: { readonly format: ReportFormat; readonly color?: boolean },
  context: Context,
): Exit {
  const { diagnostics, sources, result, words } = outcome;
  const { stdout, env } = context;
  const flag = color === undefined ? {} : { color };
  if (format === "pretty") {
    showFindings(diagnostics, sources, flag, context);
    stdout.write(words(styleOf(wantsColor({ flag: color, env, isTerminal: stdout.isTerminal }))));
  } else if (format === "json") stdout.write(resultJson(result, diagnostics));
  else stdout.write(REPORTS[format](below(folderInRepository(outcome.root), outcome), outcome));
  return exitOf(diagnostics);
}

const REPORTS: Readonly<Record<Exclude<ReportFormat, "pretty" | "json">, (found: Found, outcome: Outcome) => string>> =
  {
    // What is said besides the annotations is for who reads the log.
    github: ({ diagnostics }, { words }) => `${github(diagnostics)}${words(styleOf(false))}`,
    gitlab,
    sarif: (found) => sarif(found, { version: versionOf(), page: (code) => readShipped(`docs/checks/${code}.md`) }),
    junit: (found, { passed }) => junit(found, passed),
    markdown,
  };

/** The project's folder as seen from the top of the repository that it lies in; empty where they are one. */
function folderInRepository(root: string): string {
  const top = repositoryOf(root);
  return top === undefined ? "" : relative(top, root).split(sep).join("/");
}

function repositoryOf(folder: string): string | undefined {
  if (existsSync(join(folder, ".git"))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : repositoryOf(above);
}
