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
  if (places.length === 0) return [];
  const first = firstFault(scan.plain) ?? places[0] ?? 0;
  const explained = named.some(
    ({ span }) => span && span.end <= first && scan.plain.slice(span.end, first).trim() === "",
  );
  if (explained) return [];
  const found = [finding(scan, first, expectedAfter(scan.plain.slice(0, first)))];
  for (const place of places.filter((position) => position > first)) {
    const later = finding(scan, place, []);
    const previous = found.at(-1)?.span?.end ?? 0;
    if (later.span && later.span.start > previous) found.push(later);
  }
  return found;
}
