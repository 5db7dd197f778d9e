import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  visit,
} from "yaml";
import { tooManyMistakes } from "../diagnostics/codes/declaration.ts";
import {
  aliasBomb,
  commentAsValue,
  cycle,
  duplicateKey,
  keyType,
  mergeKey,
  notData,
  reservedKey,
  tooDeep,
  unknownAlias,
  yamlTag,
} from "../diagnostics/codes/load.ts";
import { type Diagnostic, diagnostic, type Position } from "../diagnostics/diagnostic.ts";
import type { SourceLines } from "../diagnostics/reporters/source-lines.ts";
import { visibleLine } from "../diagnostics/reporters/visible.ts";
import { startOf } from "./files.ts";
import { MOST_DEPTH } from "./guest.ts";
import { RESERVED_KEY } from "./recording.ts";

/** What each alias of a document stands for. */
export type Aliases = ReadonlyMap<Alias, Node>;

/** A document as plain data, and everything about it that a declaration must not have. */
export interface YamlData {
  readonly data: unknown;
  readonly aliases: Aliases;
  readonly diagnostics: readonly Diagnostic[];
}

/** How many values a file's aliases may stand for altogether. */
const MOST_EXPANDED = 10_000;

const CORE_TAGS = new Set(
  ["str", "int", "float", "bool", "null", "map", "seq"].map((name) => `tag:yaml.org,2002:${name}`),
);

/** Turns a document into data; records have no prototype, aliases are written out within bounds. */
export function yamlData(document: Document.Parsed, file: string, lines: SourceLines): YamlData {
  const reader = new YamlReader(file, lines);
  const aliases = reader.resolve(document);
  const data = reader.value(document.contents, 0);
  return { data, aliases, diagnostics: told(reader.diagnostics, file) };
}

/** How many mistakes of a file are told at once. */
const MOST_TOLD = 200;

function told(found: readonly Diagnostic[], file: string): readonly Diagnostic[] {
  const more = found.length - MOST_TOLD;
  if (more <= 0) return found;
  return [...found.slice(0, MOST_TOLD), diagnostic(tooManyMistakes, startOf(file), { more })];
}

class YamlReader {
  readonly diagnostics: Diagnostic[] = [];
  readonly #file: string;
  readonly #lines: SourceLines;
  readonly #aliases = new Map<Alias, Node>();
  readonly #ancestors = new Set<Node>();
  #aliasDepth = 0;
  #expanded = 0;

  constructor(file: string, lines: SourceLines) {
    this.#file = file;
    this.#lines = lines;
  }

  /** Finds what each alias means: the last anchor of its name before it. */
  resolve(document: Document.Parsed): Aliases {
    const anchors = new Map<string, Node>();
    visit(document, {
      Alias: (_, alias) => {
        const target = anchors.get(alias.source);
        if (target !== undefined) this.#aliases.set(alias, target);
        else {
          const names = { alias: visibleLine(alias.source, 60), anchors: [...anchors.keys()].slice(0, 100) };
          this.diagnostics.push(diagnostic(unknownAlias, this.#at(alias), names));
        }
      },
      Value: (_, node) => {
        if (node.anchor !== undefined) anchors.set(node.anchor, node);
      },
    });
    return this.#aliases;
  }

  value(node: Node | null, depth: number): unknown {
    if (node === null) return null;
    if (isAlias(node)) return this.#alias(node, depth);
    if (this.#aliasDepth > 0) this.#expanded++;
    this.#checkTag(node);
    if (isScalar(node)) return this.#scalar(node);
    if (depth >= MOST_DEPTH) {
      this.diagnostics.push(diagnostic(tooDeep, this.#at(node), { most: MOST_DEPTH }));
      return null;
    }
    this.#ancestors.add(node);
    const value = this.#collection(node, depth + 1);
    this.#ancestors.delete(node);
    return value;
  }

  #collection(node: Node, depth: number): unknown {
    if (isSeq<Node>(node)) return node.items.map((item) => this.value(item, depth));
    return isMap<Node, Node | null>(node) ? this.#map(node.items, depth) : null;
  }

  #map(items: readonly Pair<Node, Node | null>[], depth: number): unknown {
    const record: Record<string, unknown> = Object.create(null);
    const first = new Map<string, number>();
    for (const { key: keyNode, value: valueNode } of items) {
      const key = this.#key(keyNode);
      const value = this.value(valueNode, depth);
      if (key === undefined) continue;
      const line = first.get(key);
      if (line !== undefined) {
        this.diagnostics.push(diagnostic(duplicateKey, this.#at(keyNode), { key: visibleLine(key, 60), line }));
      } else {
        first.set(key, this.#at(keyNode).line);
        record[key] = value;
      }
    }
    return record;
  }

  #key(node: Node): string | undefined {
    const at = this.#at(node);
    if (!isScalar(node) || typeof node.value !== "string") {
      this.diagnostics.push(diagnostic(keyType, at, { found: keyShown(node) }));
      return undefined;
    }
    this.#checkTag(node);
    if (node.value === "<<" && node.type === "PLAIN") {
      this.diagnostics.push(diagnostic(mergeKey, at, {}));
      return undefined;
    }
    if (node.value !== RESERVED_KEY) return node.value;
    this.diagnostics.push(diagnostic(reservedKey, at, { key: node.value }));
    return undefined;
  }

  #alias(alias: Alias, depth: number): unknown {
    const target = this.#aliases.get(alias);
    if (target === undefined) return null;
    if (this.#ancestors.has(target)) {
      this.diagnostics.push(diagnostic(cycle, this.#at(alias), {}));
      return null;
    }
    if (this.#expanded > MOST_EXPANDED) return null;
    this.#aliasDepth++;
    const value = this.value(target, depth);
    this.#aliasDepth--;
    // Said once, at the outermost alias: the ones inside have just been given up.
    if (this.#expanded > MOST_EXPANDED && this.#aliasDepth === 0) {
      this.diagnostics.push(diagnostic(aliasBomb, this.#at(alias), { most: MOST_EXPANDED }));
      this.#expanded = Number.POSITIVE_INFINITY;
    }
    return value;
  }

  #scalar(node: Scalar): unknown {
    const { value } = node;
    if (typeof value === "number" && !Number.isFinite(value)) {
      this.diagnostics.push(diagnostic(notData, this.#at(node), { found: String(value) }));
      return null;
    }
    if (value === null) this.#checkComment(node);
    return value;
  }

  // A name that begins with # is meant, and nothing is there.
  #checkComment(node: Scalar): void {
    const [start] = node.range ?? [0];
    const { text } = this.#lines;
    const comment = /^#[\w-][^\n]*/.exec(text.slice(start, start + 200))?.[0].trimEnd();
    const before = text.slice(text.lastIndexOf("\n", start) + 1, start);
    if (node.source !== "" || comment === undefined || before.trim() === "") return;
    const at = this.#lines.position(this.#file, start, start + comment.length);
    this.diagnostics.push(diagnostic(commentAsValue, at, { comment: visibleLine(comment, 60) }));
  }

  #checkTag(node: Node): void {
    const { tag } = node;
    if (tag === undefined || CORE_TAGS.has(tag)) return;
    const shown = visibleLine(tag.replace("tag:yaml.org,2002:", "!!"), 60);
    this.diagnostics.push(diagnostic(yamlTag, this.#tagAt(node), { tag: shown }));
  }

  // A node's own range begins behind its tag.
  #tagAt(node: Node): Position {
    const [start] = node.range ?? [0];
    const before = this.#lines.text.slice(Math.max(0, start - 300), start);
    const written = /(?:^|\s)(![^\s]*)\s*(?:&[^\s]+\s*)?$/.exec(before)?.[1];
    if (written === undefined) return this.#at(node);
    const from = start - before.length + before.lastIndexOf(written);
    return this.#lines.position(this.#file, from, from + written.length);
  }

  #at(node: Node): Position {
    const [start, end] = node.range ?? [0, 0];
    return this.#lines.position(this.#file, start, end);
  }
}

function keyShown(node: Node): string {
  if (!isNode(node) || !isScalar(node)) return isAlias(node) ? "an alias" : "a list or a map";
  return node.value === null ? "empty" : `the ${typeof node.value} ${String(node.value)}`;
}
