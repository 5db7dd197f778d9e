import { compareDiagnostics, type KindHead, type Position, type Severity } from "../diagnostic.ts";
import { fingerprints } from "./fingerprint.ts";
import type { Found } from "./report.ts";
import { visible } from "./visible.ts";

/** What a SARIF log says besides the findings. */
export interface SarifOptions {
  /** The version of monitorgen. */
  readonly version: string;
  /** The page about a kind of finding, as Markdown, by its code. */
  readonly page: (code: string) => string | undefined;
}

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
const LEVELS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

/** The findings as a SARIF 2.1.0 log, with the pages about them, which GitHub's code scanning and editors show; sorted. */
export function sarif({ diagnostics, sources }: Found, { version, page }: SarifOptions): string {
  const sorted = [...diagnostics].sort(compareDiagnostics);
  const names = fingerprints({ diagnostics: sorted, sources });
  const kinds = new Map(sorted.map(({ kind }) => [kind.code, kind]));
  const codes = [...kinds.keys()].sort();
  const rules = codes.flatMap((code) => kinds.get(code) ?? []).map((kind) => ruleOf(kind, page(kind.code)));
  const results = sorted.map(({ kind, at, reason, suggestion }, i) => ({
    ruleId: kind.code,
    ruleIndex: codes.indexOf(kind.code),
    level: LEVELS[kind.severity],
    message: { text: messageText([reason, ...(suggestion === undefined ? [] : [suggestion])].join("\n")) },
    locations: [
      { physicalLocation: { artifactLocation: { uri: uriOf(at.file), uriBaseId: "%SRCROOT%" }, region: regionOf(at) } },
    ],
    partialFingerprints: { "monitorgen/v1": names[i] },
  }));
  const driver = { name: "monitorgen", version, semanticVersion: version, rules };
  const run = { tool: { driver }, columnKind: "utf16CodeUnits", results };
  return `${JSON.stringify({ $schema: SCHEMA, version: "2.1.0", runs: [run] }, null, 2)}\n`;
}

function ruleOf({ code, name, severity, title }: KindHead, page: string | undefined): object {
  return {
    id: code,
    name,
    shortDescription: { text: title },
    fullDescription: { text: title },
    ...(page === undefined ? {} : { help: { text: page, markdown: page } }),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: [name.slice(0, name.indexOf("/"))] },
  };
}

function regionOf({ line, column, endLine, endColumn }: Position): object {
  return {
    startLine: line,
    startColumn: column,
    ...(endLine === undefined || endColumn === undefined ? {} : { endLine, endColumn }),
  };
}

function uriOf(file: string): string {
  return visible(file).split("/").map(encodeURIComponent).join("/");
}

/** A text in which nothing is taken for a placeholder (`{0}`) or a link (`[here](…)`), which SARIF finds in messages. */
function messageText(text: string): string {
  const lines = text
    .split(/\r\n|\n|\r/)
    .map(visible)
    .join("\n");
  return lines.replace(/(\{+)(\d+)(\}+)/g, "$1$1$2$3$3").replace(/(\\*)\]\(/g, "$1$1\\](");
}
