import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { plainDiagnostic } from "../diagnostics/reporters/json.ts";
import { pretty } from "../diagnostics/reporters/pretty.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { wantsColor } from "./terminal/style.ts";

/** How a command tells its results. */
export interface FormatOptions {
  readonly format: "text" | "json";
  readonly color?: boolean;
}

/** Shows findings to a person, on stderr. */
export function showFindings(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
  { color: flag }: Pick<FormatOptions, "color">,
  { stderr, env }: Context,
): void {
  const color = wantsColor({ flag, env, isTerminal: stderr.isTerminal });
  const width = stderr.columns === undefined ? {} : { width: Math.min(stderr.columns, 120) };
  stderr.write(pretty(diagnostics, { color, sources, ...width }));
}

/** A result as JSON, with the findings as data beside it. */
export function resultJson(result: object, diagnostics: readonly Diagnostic[]): string {
  return `${JSON.stringify({ ...result, diagnostics: diagnostics.map(plainDiagnostic) }, null, 2)}\n`;
}

/** The exit code that findings lead to. */
export function exitOf(diagnostics: readonly Diagnostic[]): Exit {
  return diagnostics.some(({ kind }) => kind.severity === "error") ? EXIT.findings : EXIT.fine;
}
