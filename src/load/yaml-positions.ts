import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Range as NodeRange, type Pair } from "yaml";
import type { Place, Position } from "../diagnostics/diagnostic.ts";
import type { SourceLines } from "../diagnostics/reporters/source-lines.ts";
import { scalarOffsets } from "./scalar-offsets.ts";
import type { Aliases } from "./yaml-data.ts";

/** Where a place of a YAML declaration is; of what isn't there, the key of the nearest thing above that is. */
export function locateInYaml(
  place: Place,
  document: Document.Parsed,
  aliases: Aliases,
  file: string,
  lines: SourceLines,
): Position {
  const reached = reach(document, place, aliases);
  const isExact = reached.isWhole && place.part !== "key";
  const range = (isExact ? exact(reached.node, place, lines.text) : undefined) ?? shownRange(reached, place, lines);
  return lines.position(file, range[0], range[1]);
}

type Ends = readonly [start: number, end: number];

interface Reached {
  readonly node: Node | null;
  /** The key that the node stands under, or the one above. */
  readonly key: Node | undefined;
  /** Whether the whole path was there. */
  readonly isWhole: boolean;
}

function reach(document: Document.Parsed, { path }: Place, aliases: Aliases): Reached {
  let node: Node | null = resolved(document.contents, aliases);
  let key: Node | undefined;
  for (const step of path) {
    if (isSeq<Node>(node) && typeof step === "number") {
      const item: Node | undefined = node.items[step];
      if (item === undefined) return { node, key, isWhole: false };
      [node, key] = [resolved(item, aliases), undefined];
    } else {
      const pair: Pair<Node, Node | null> | undefined = isMap<Node, Node | null>(node)
        ? node.items.find(({ key: each }) => isScalar(each) && each.value === String(step))
        : undefined;
      if (pair === undefined) return { node, key, isWhole: false };
      [node, key] = [resolved(pair.value, aliases), pair.key];
    }
  }
  return { node, key, isWhole: true };
}

function resolved(node: Node | null, aliases: Aliases): Node | null {
  return isAlias(node) ? (aliases.get(node) ?? node) : node;
}

function exact(node: Node | null, { span }: Place, text: string): Ends | undefined {
  if (span === undefined || !isScalar(node) || typeof node.value !== "string") return undefined;
  const [start, end] = ends(node.range) ?? [0, 0];
  const offsets = scalarOffsets(text.slice(start, end), node.value);
  const first = offsets?.[span.start];
  const last = offsets?.[Math.max(span.end, span.start)];
  return first === undefined || last === undefined ? undefined : [start + first, start + last];
}

// A value on one line is shown as it is; of a longer or an empty one, its key.
function shownRange({ node, key, isWhole }: Reached, place: Place, lines: SourceLines): Ends {
  const own = rangeOf(node);
  const above = rangeOf(key) ?? rangeOf(firstKey(node));
  const isValue = isWhole && place.part !== "key";
  if (isValue && own !== undefined && isOnOneLine(own, lines)) return own;
  return above ?? own ?? [0, 0];
}

function rangeOf(node: Node | null | undefined): Ends | undefined {
  return ends(node?.range);
}

function isOnOneLine([start, end]: Ends, lines: SourceLines): boolean {
  return end > start && lines.at(start).line === lines.at(end).line;
}

function firstKey(node: Node | null): Node | undefined {
  return isMap<Node>(node) ? node.items[0]?.key : undefined;
}

function ends(range: NodeRange | null | undefined): Ends | undefined {
  return range === null || range === undefined ? undefined : [range[0], range[1]];
}
