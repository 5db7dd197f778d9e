import { Composer, type CST, type Document, Lexer, Parser, parseDocument } from "yaml";
import { documents, noName, notMap, tooDeep, tooLong } from "../diagnostics/codes/load.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { SourceLines } from "../diagnostics/reporters/source-lines.ts";
import { readText, startOf } from "./files.ts";
import { MOST_DEPTH } from "./guest.ts";
import type { Loaded, LoadFailed } from "./loaded.ts";
import { plainYaml } from "./plain-yaml.ts";
import { yamlData } from "./yaml-data.ts";
import { MOST_ERRORS, yamlErrors } from "./yaml-errors.ts";
import { locateInYaml } from "./yaml-positions.ts";

const OPTIONS = {
  merge: false,
  prettyErrors: false,
  schema: "core",
  strict: true,
  uniqueKeys: false,
  version: "1.2",
} as const;

/** Reads a declaration in YAML 1.2; `key` is the property that a declaration of this sort begins with. */
export function loadYaml(root: string, file: string, key: "tenant" | "organisation"): Loaded | LoadFailed {
  const read = readText(root, file);
  if ("diagnostic" in read) return { diagnostics: [read.diagnostic], sources: new Map() };
  const sources = new Map([[file, read.text]]);
  const document = readYaml(file, read.text);
  if ("diagnostics" in document) return { ...document, sources };
  const { data, locate } = document;
  const wrong = wrongRoot(data, file, key, locate);
  if (wrong !== undefined) return { diagnostics: [wrong], sources };
  return { form: "yaml", declaration: data, mistakes: [], locate, sources, files: [file] };
}

/** A document as plain data, and where its parts are in the file. */
export interface YamlDocument extends Pick<Loaded, "locate"> {
  readonly data: unknown;
}

/** Reads the one document of a YAML text; the places of its parts only once one is asked for. */
export function readYaml(file: string, text: string): YamlDocument | Pick<LoadFailed, "diagnostics"> {
  const plain = isShort(text) ? plainYaml(text) : undefined;
  if (plain === undefined) return readYamlWithPlaces(file, text);
  let places: YamlDocument["locate"] | undefined;
  return {
    data: plain.data,
    locate: (place) => {
      places ??= placesIn(file, text);
      return places(place);
    },
  };
}

function placesIn(file: string, text: string): YamlDocument["locate"] {
  const document = parseDocument(text, OPTIONS);
  const lines = new SourceLines(text);
  return (place) => locateInYaml(place, document, new Map(), file, lines);
}

/** The same with the places of all parts at once, whatever the text holds; and what is wrong with it. */
export function readYamlWithPlaces(file: string, text: string): YamlDocument | Pick<LoadFailed, "diagnostics"> {
  const lines = new SourceLines(text);
  const parsed = parse(file, lines);
  if (Array.isArray(parsed)) return { diagnostics: parsed };
  const { data, aliases, diagnostics } = yamlData(parsed, file, lines);
  if (diagnostics.length > 0) return { diagnostics };
  return { data, locate: (place) => locateInYaml(place, parsed, aliases, file, lines) };
}

function wrongRoot(
  data: unknown,
  file: string,
  key: "tenant" | "organisation",
  locate: Loaded["locate"],
): Diagnostic | undefined {
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    return diagnostic(notMap, startOf(file), { found: shownAs(data) });
  }
  const name = key === "tenant" ? String(file.split("/").at(-2)) : "example";
  return key in data ? undefined : diagnostic(noName, locate({ path: [key] }), { key, name });
}

function parse(file: string, lines: SourceLines): Document.Parsed | Diagnostic[] {
  const found = documentsIn(lines.text);
  if ("why" in found) {
    const at = lines.position(file, found.offset, found.offset + 1);
    if (found.why === "depth") return [diagnostic(tooDeep, at, { most: MOST_DEPTH })];
    return [diagnostic(tooLong, at, { most: MOST_LEXEMES, of: "file" })];
  }
  const diagnostics = yamlErrors(found, file, lines);
  const [document, second] = found;
  if (document === undefined || diagnostics.length > 0) return diagnostics;
  if (second === undefined) return document;
  const at = Math.max(lines.text.lastIndexOf("---", second.contents?.range[0] ?? second.range[0]), 0);
  return [diagnostic(documents, lines.position(file, at, at + 3), { count: found.length })];
}

/** How many words, signs and breaks a file may have: each takes about 800 bytes of memory. */
const MOST_LEXEMES = 300_000;

function isShort(text: string): boolean {
  // No character makes more than two.
  if (text.length * 2 <= MOST_LEXEMES) return true;
  let lexemes = 0;
  for (const _ of new Lexer().lex(text)) if (++lexemes > MOST_LEXEMES) return false;
  return true;
}

interface Refused {
  readonly offset: number;
  readonly why: "depth" | "length";
}

/** The documents of a text, up to where too much is wrong; or where it is nested too deeply, or is too much. */
function documentsIn(text: string): readonly Document.Parsed[] | Refused {
  const found: Document.Parsed[] = [];
  const composer = new Composer(OPTIONS);
  let errors = 0;
  for (const token of tokensOf(text)) {
    if ("why" in token) return token;
    if (token.type === "error" && ++errors > MOST_ERRORS) break;
    for (const document of composer.next(token)) found.push(document);
    if (found.length > MOST_ERRORS) break;
  }
  return [...found, ...composer.end(true, text.length)];
}

// What is open is judged as it is opened: parser and composer recurse to close it.
function* tokensOf(text: string): Generator<CST.Token | Refused, void> {
  const parser = new Parser();
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    const deepest = parser.stack.at(MOST_DEPTH + 1);
    if (deepest !== undefined) return yield { offset: deepest.offset, why: "depth" };
    if (++lexemes > MOST_LEXEMES) return yield { offset: 0, why: "length" };
  }
  yield* parser.end();
}

function shownAs(data: unknown): string {
  if (data === null || data === undefined) return "nothing";
  return Array.isArray(data) ? "a list" : `a single ${typeof data === "string" ? "text" : typeof data}`;
}
