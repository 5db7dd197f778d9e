import type { SyntaxNode } from "@lezer/common";
import type { Matcher, MatchOperator, Selector } from "./ast.ts";
import { unquote } from "./quote.ts";
import { children, type TreeSource } from "./tree-source.ts";

function matchOperator(text: string): MatchOperator {
  return text === "=" || text === "!=" || text === "=~" ? text : "!~";
}

function matcher(node: SyntaxNode, source: TreeSource): Matcher {
  const span = source.span(node);
  const [name, operator, value] = children(node);
  if (node.name === "QuotedLabelName") {
    return { label: "__name__", operator: "=", value: unquote(source.of(node)), span };
  }
  return {
    label: name ? source.label(name, false) : "",
    operator: matchOperator(source.of(operator)),
    value: unquote(source.of(value)),
    span,
  };
}

/** `{"up"}` names the metric; beside another name it is a matcher like that one, as Prometheus lets both stand. */
function nameInBraces(nodes: readonly SyntaxNode[], matchers: readonly Matcher[]): Matcher | undefined {
  if (matchers.filter(({ label }) => label === "__name__").length !== 1) return undefined;
  return matchers[nodes.findIndex((node) => node.name === "QuotedLabelName")];
}

/** A vector selector: its name before the braces or in them, and its matchers. */
export function selector(node: SyntaxNode, source: TreeSource): Selector {
  const span = source.span(node);
  const parts = children(node);
  const name = parts.find((part) => part.name === "Identifier");
  const nodes = children(parts.find((part) => part.name === "LabelMatchers"));
  const matchers = nodes.map((child) => matcher(child, source));
  if (name) {
    const metric = source.of(name);
    if (/^atan2$/i.test(metric)) source.report({ kind: "unexpected", found: metric, expected: [], span });
    return { kind: "selector", metric, matchers, span };
  }
  const inBraces = nameInBraces(nodes, matchers);
  if (!inBraces) return { kind: "selector", matchers, span };
  return { kind: "selector", metric: inBraces.value, matchers: matchers.filter((each) => each !== inBraces), span };
}
