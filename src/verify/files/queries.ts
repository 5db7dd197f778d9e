import { invalidPromql } from "../../diagnostics/codes/expression.ts";
import type { Path } from "../../diagnostics/diagnostic.ts";
import type { Authored } from "../../promql/build/authored.ts";
import type { Expr, Selector, Span } from "../../promql/syntax/ast.ts";
import { describe } from "../../promql/syntax/describe.ts";
import { substituteGrafana } from "../../promql/syntax/grafana.ts";
import { guessOf } from "../../promql/syntax/guess.ts";
import { parse } from "../../promql/syntax/parse.ts";
import { map, walk } from "../../promql/syntax/walk.ts";
import type { Report } from "./document.ts";

/** The most mistakes of one expression that are told. */
const MOST_ERRORS = 10;

/** Reads the expressions of files; what several of them say is one tree. */
export class Expressions {
  readonly #report: Report;
  readonly #read = new Map<string, Expr>();

  constructor(report: Report) {
    this.#report = report;
  }

  /** The expression that stands at a path of a file; what is wrong with it is reported. */
  authoredAt(text: string, path: Path): Authored | undefined {
    const expr = this.#read.get(text) ?? read(text, path, asWritten, this.#report);
    if (expr === undefined) return undefined;
    this.#read.set(text, expr);
    return authored(expr, text, path, asWritten);
  }
}

function asWritten(span: Span): Span {
  return span;
}

function authored(expr: Expr, text: string, path: Path, original: (span: Span) => Span): Authored {
  return { expr, text, placeOf: ({ span }) => (span === undefined ? { path } : { path, span: original(span) }) };
}

/** Stands for the value of a dashboard's variable, which may be anything. */
const ANY = "grafana_variable_value";

/** The same for a query of a dashboard: what its variables stand for isn't known, so matchers of them are left out. */
export function authoredInGrafana(
  text: string,
  path: Path,
  intervals: ReadonlySet<string>,
  report: Report,
): Authored | undefined {
  const names = [...text.matchAll(/\$\{?(\w+)|\[\[(\w+)/g)].map(([, a, b]) => a ?? b ?? "");
  const durations = new Set([...text.matchAll(/[[:]\s*\$\{?(\w+)/g)].map(([, name = ""]) => name));
  const isDuration = (name: string): boolean => intervals.has(name) || durations.has(name);
  const variables = Object.fromEntries(
    names.filter((name) => !name.startsWith("__")).map((name) => [name, isDuration(name) ? "5m" : ANY]),
  );
  const { text: substituted, original } = substituteGrafana(text, { variables });
  const parsed = read(substituted, path, original, report);
  if (parsed === undefined) return undefined;
  const expr = map(parsed, (node) => (node.kind === "selector" ? withoutAny(node) : node));
  return asksForAny(expr) ? undefined : authored(expr, substituted, path, original);
}

function withoutAny(selector: Selector): Selector {
  return { ...selector, matchers: selector.matchers.filter(({ value }) => !value.includes(ANY)) };
}

function asksForAny(expr: Expr): boolean {
  let found = false;
  walk(expr, (node) => {
    if (node.kind === "selector" && node.metric?.includes(ANY)) found = true;
    if (node.kind === "aggregation" && node.grouping?.labels.some((label) => label.includes(ANY))) found = true;
  });
  return found;
}

function read(text: string, path: Path, original: (span: Span) => Span, report: Report): Expr | undefined {
  const parsed = parse(text);
  if (parsed.errors === undefined) return parsed.expr;
  for (const [index, error] of parsed.errors.slice(0, MOST_ERRORS).entries()) {
    if (index > 0 && error.kind === "unexpected" && error.expected.length === 0) continue;
    const guess = guessOf(error);
    const place = error.span === undefined ? { path } : { path, span: original(error.span) };
    report(invalidPromql, place, { problem: describe(error), ...(guess === undefined ? {} : { guess }) });
  }
  return undefined;
}
