import type { Matcher, Selector } from "./ast.ts";
import type { SemanticFinding } from "./finding.ts";
import { compileRegex } from "./regex.ts";

type Report = (finding: SemanticFinding) => void;

/** Whether a matcher lets a value pass; a label that is missing has the empty value. False for a broken pattern. */
export function matches(matcher: Matcher, value: string): boolean {
  switch (matcher.operator) {
    case "=":
      return value === matcher.value;
    case "!=":
      return value !== matcher.value;
    default: {
      const compiled = compileRegex(matcher.value);
      return "matches" in compiled && compiled.matches(value) === (matcher.operator === "=~");
    }
  }
}

/** A selector's own rules: valid patterns, one metric name, and something that keeps it from selecting everything. */
export function checkSelector(selector: Selector, report: Report, mayBeEmpty: boolean): void {
  for (const matcher of selector.matchers) checkPattern(matcher, selector, report);
  const span = selector.span ? { span: selector.span } : {};
  if (selector.metric) {
    const second = selector.matchers.find(({ label }) => label === "__name__");
    if (second) report({ kind: "metric-twice", first: selector.metric, second: second.value, ...span });
  } else if (!mayBeEmpty && !selector.matchers.some((matcher) => refusesEmpty(matcher))) {
    report({ kind: "empty-selector", ...span });
  }
}

function checkPattern(matcher: Matcher, selector: Selector, report: Report): void {
  if (matcher.operator === "=" || matcher.operator === "!=") return;
  const compiled = compileRegex(matcher.value);
  if ("matches" in compiled) return;
  const span = matcher.span ?? selector.span;
  report({
    kind: "bad-regex",
    label: matcher.label,
    pattern: matcher.value,
    reason: compiled.reason,
    ...(span ? { span } : {}),
  });
}

/** A broken pattern counts as refusing, as it has a finding of its own. */
function refusesEmpty(matcher: Matcher): boolean {
  if (matcher.operator.includes("~") && !("matches" in compileRegex(matcher.value))) return true;
  return !matches(matcher, "");
}
