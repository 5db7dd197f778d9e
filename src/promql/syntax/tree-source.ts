import type { SyntaxNode } from "@lezer/common";
import type { Span } from "./ast.ts";
import type { SyntaxFinding } from "./finding.ts";
import { unquote } from "./quote.ts";

/** Children of a node, in order. */
export function children(node: SyntaxNode | null | undefined): SyntaxNode[] {
  const list: SyntaxNode[] = [];
  for (let child = node?.firstChild; child; child = child.nextSibling) list.push(child);
  return list;
}

/** The first of some nodes with a name. */
export function named(nodes: readonly SyntaxNode[], name: string): SyntaxNode | undefined {
  return nodes.find((node) => node.name === name);
}

/** Words that a Prometheus knows only where they are turned on. */
export interface SyntaxOptions {
  /** `--enable-feature=promql-extended-range-selectors`. */
  readonly extendedRangeSelectors?: boolean;
  /** `--enable-feature=promql-binop-fill-modifiers`. */
  readonly fillModifiers?: boolean;
}

/** The text behind a grammar's tree, and what is found wrong with it. */
export class TreeSource {
  readonly text: string;
  readonly options: SyntaxOptions;
  readonly findings: SyntaxFinding[] = [];

  constructor(text: string, options: SyntaxOptions = {}) {
    this.text = text;
    this.options = options;
  }

  readonly report = (finding: SyntaxFinding): void => {
    this.findings.push(finding);
  };

  /** A node's text; empty where there is no node. */
  of(node: SyntaxNode | null | undefined): string {
    return node ? this.text.slice(node.from, node.to) : "";
  }

  span(node: SyntaxNode): Span {
    return { start: node.from, end: node.to };
  }

  experimental(node: SyntaxNode, feature: string): void {
    this.report({ kind: "experimental", feature, span: this.span(node) });
  }

  /** A label's name, quoted or not; Prometheus checks those of groupings only. */
  label(node: SyntaxNode, isChecked: boolean): string {
    const label = node.name === "QuotedLabelName" ? unquote(this.of(node)) : this.of(node);
    const isBad = label === "" || label.includes("\ufffd");
    if (isChecked && isBad) this.report({ kind: "bad-label", label, span: this.span(node) });
    return label;
  }

  /** The labels in the parentheses of a grouping; none where they aren't written. */
  labels(node: SyntaxNode | undefined): string[] {
    return children(node).map((child) => this.label(child, true));
  }
}
