import { invalidPromql } from "../../diagnostics/codes/expression.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { prettyEach } from "../../diagnostics/reporters/pretty.ts";
import { visibleLine } from "../../diagnostics/reporters/visible.ts";
import { pretty } from "../../promql/syntax/pretty.ts";
import type { Style } from "../terminal/style.ts";
import type { Answer, AnsweredLabels, Judged } from "./answer.ts";
import type { Verb } from "./verbs.ts";

const TYPES = { scalar: "scalar", vector: "instant vector", matrix: "range vector", string: "string" } as const;

/** What a person hears of an expression that is valid. */
export function inWords(verb: Verb, text: string, { answer, expr }: Judged, style: Style): string {
  if (expr === undefined || answer.type === null || answer.labels === null) return "";
  switch (verb) {
    case "check":
      return `${style.green("✓")} ${TYPES[answer.type].padEnd(14)}  ${visibleLine(text, 100)}\n`;
    case "format":
      return `${pretty(expr)}\n`;
    case "labels":
      return `${labelsInWords(answer.labels)}\n`;
  }
}

function labelsInWords({ kind, names }: AnsweredLabels): string {
  if (kind === "none") return "none";
  const listed = names.join(", ");
  if (kind === "known") return listed;
  return names.length === 0 ? "whatever its series have" : `${listed}, and whatever else its series have`;
}

/** The mistakes of an expression with carets below them; `name` says which expression it is. */
export function mistakes(name: string, text: string, { diagnostics }: Answer, color: boolean): string {
  const found = diagnostics.map(({ message, suggestion, span }): Diagnostic => {
    const { start, end } = span ?? { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } };
    const at = { file: name, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
    return { kind: invalidPromql, at, data: {}, reason: message, suggestion: suggestion ?? undefined };
  });
  const shown = prettyEach(found, { color, sources: new Map([[name, text]]) });
  return shown.map((one) => `${one.text}\n`).join("");
}
