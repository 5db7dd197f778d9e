import type { Tree } from "@lezer/common";
import { parser } from "@prometheus-io/lezer-promql";
import type { SyntaxFinding } from "./finding.ts";
import type { Scan, Token } from "./scan.ts";

const strict = parser.configure({ strict: true });

/** One word for each thing that a reader might be told to write. */
const candidates: readonly (readonly [name: string, sample: string])[] = [
  ["a metric name", "zz"],
  ["a number", "1"],
  ["a string", '"s"'],
  ["(", "("],
  [")", ")"],
  ["{", "{"],
  ["}", "}"],
  ["[", "["],
  ["]", "]"],
  [",", ","],
  ["=", "="],
  ["an operator", "*"],
];

/** Offset of the first word that no expression can have there; the text's length where more must follow. */
function firstFault(text: string): number | undefined {
  try {
    strict.parse(text);
    return undefined;
  } catch (error) {
    const place = /No parse at (\d+)/.exec(error instanceof Error ? error.message : "");
    return place ? Number(place[1]) : text.length;
  }
}

/** What could stand after a prefix: each candidate word that the grammar takes there. */
function expectedAfter(prefix: string): string[] {
  const text = prefix.trimEnd();
  return candidates
    .filter(([, sample]) => {
      const fault = firstFault(`${text} ${sample}`);
      return fault === undefined || fault >= text.length + 1 + sample.length;
    })
    .map(([name]) => name);
}

function at(scan: Scan, position: number): { found: string; token?: Token } {
  const token = scan.tokens.find(({ end }) => end > position);
  return token ? { found: token.text, token } : { found: "end of input" };
}

function finding(scan: Scan, position: number, expected: readonly string[]): SyntaxFinding {
  const { found, token } = at(scan, position);
  const end = scan.plain.length;
  return {
    kind: "unexpected",
    found,
    expected,
    span: token ? { start: token.start, end: token.end } : { start: end, end },
  };
}

/** Places that the grammar had to skip or fill, by the word that stands there. */
function faults(tree: Tree): number[] {
  const places: number[] = [];
  tree.iterate({
    enter: (node) => {
      if (node.type.isError) places.push(node.from);
    },
  });
  return places;
}

/**
 * The words that fit no expression: the first with what could stand there instead, the later ones as far as the
 * grammar recovers. Nothing where the text is an expression, or where an already named finding explains the fault.
 */
export function unexpected(tree: Tree, scan: Scan, named: readonly SyntaxFinding[]): SyntaxFinding[] {
  const places = faults(tree);
  const [recovered] = places;
  if (recovered === undefined) return [];
  const first = firstFault(scan.plain) ?? recovered;
  if (named.some((known) => explains(known, first, scan))) return [];
  const later = places.filter((place) => place > first).map((place) => finding(scan, place, []));
  return distinct([finding(scan, first, expectedAfter(scan.plain.slice(0, first))), ...later]);
}

/** Whether a finding stands directly before a fault. */
function explains({ span }: SyntaxFinding, fault: number, scan: Scan): boolean {
  return span !== undefined && span.end <= fault && scan.plain.slice(span.end, fault).trim() === "";
}

/** Findings that each begin behind the one before. */
function distinct(findings: readonly SyntaxFinding[]): SyntaxFinding[] {
  const kept: SyntaxFinding[] = [];
  let reached = -1;
  for (const each of findings) {
    const { start, end } = each.span ?? { start: 0, end: 0 };
    if (start > reached) kept.push(each);
    reached = Math.max(reached, end);
  }
  return kept;
}
