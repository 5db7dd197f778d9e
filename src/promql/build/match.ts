import { invalidRegex } from "../../diagnostics/codes/expression.ts";
import type { Place } from "../../diagnostics/diagnostic.ts";
import type { Matcher } from "../syntax/ast.ts";
import { compileRegex } from "../syntax/regex.ts";
import type { Lowering } from "./authored.ts";
import type { MatchNode } from "./node.ts";

/** The matchers of a `where`, sorted by label; what isn't RE2 is reported and left out. */
export function matchersOf(
  where: Readonly<Record<string, MatchNode>>,
  place: Place,
  lowering: Pick<Lowering, "report">,
): readonly Matcher[] {
  return Object.entries(where)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([label, node]) => matcherOf(label, node, { path: [...place.path, label] }, lowering));
}

function matcherOf(label: string, node: MatchNode, place: Place, lowering: Pick<Lowering, "report">): Matcher[] {
  const negated = typeof node === "object" && "not" in node;
  const value = negated ? node.not : node;
  if (typeof value === "string") return [{ label, operator: negated ? "!=" : "=", value }];
  const pattern = "regex" in value ? withFlags(value) : value.map(escapeRegex).join("|");
  const compiled = compileRegex(pattern);
  if ("reason" in compiled) {
    lowering.report(invalidRegex, place, { pattern, problem: compiled.reason });
    return [];
  }
  return [{ label, operator: negated ? "!~" : "=~", value: pattern }];
}

// RE2 writes flags into the pattern; of JavaScript's, these mean the same there.
function withFlags({ regex, flags = "" }: { readonly regex: string; readonly flags?: string }): string {
  const kept = [...flags].filter((flag) => "ims".includes(flag)).join("");
  return kept === "" ? regex : `(?${kept})${regex}`;
}

function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
