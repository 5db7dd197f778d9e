import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { json } from "../../src/diagnostics/reporters/json.ts";
import { pretty } from "../../src/diagnostics/reporters/pretty.ts";
import { SourceLines } from "../../src/diagnostics/reporters/source-lines.ts";
import type { Artifact } from "../../src/targets/artifact.ts";

/** More than this, and a finding quotes too much of what it is about. */
const LONGEST_TEXT = 1500;

/** What a program says when it prints what it doesn't have; the second part is what a text must hold to excuse it. */
const SLIPS: readonly (readonly [slip: RegExp, excuse: RegExp])[] = [
  [/\bundefined\b(?! name)/, /undefined/],
  [/\[object \w+\]/, /\[object/],
  [/\bNaN\b/, /\bnan\b/i],
  [/\[native code\]|\bfunction \w*\(/, /function/],
  [/^internal:|\bTypeError\b|\bRangeError\b|^\s+at .+:\d+:\d+\)?$/m, /Error/],
];

/** What is wrong with findings themselves: their places, their texts, how they are printed. */
export function complaintsAbout(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
): readonly string[] {
  const authored = [...sources.values()].join("\n");
  const lines = new Map([...sources].map(([file, text]) => [file, new SourceLines(text)]));
  const each = diagnostics.flatMap((one) => [
    ...misplaced(one, lines.get(one.at.file)),
    ...unreadable(one, authored),
    ...(one.kind.code.startsWith("MG29") ? [`a proof fails: ${one.kind.code} ${one.reason}`] : []),
  ]);
  const printed = pretty(diagnostics, { color: false, sources });
  JSON.parse(json(diagnostics));
  return [...each, ...(hasControls(printed) ? ["a control character is printed as it is"] : [])];
}

function misplaced({ kind, at }: Diagnostic, lines: SourceLines | undefined): readonly string[] {
  const { file, line, column, endLine = line, endColumn = column } = at;
  const shown = `${kind.code} is at ${file}:${line}:${column}-${endLine}:${endColumn}`;
  if (!file.startsWith("tenants")) return [`${shown}, which is no declaration`];
  if (lines === undefined) return line === 1 && column === 1 ? [] : [`${shown}, a file without text`];
  const isOrdered = line >= 1 && column >= 1 && (endLine > line || (endLine === line && endColumn >= column));
  const isWithin = isOn(lines, line, column) && isOn(lines, endLine, endColumn);
  return isOrdered && isWithin ? [] : [`${shown}, which is outside of the file`];
}

// The end of a range may be behind the last character of its line, and its break.
function isOn(lines: SourceLines, line: number, column: number): boolean {
  const last = lines.at(lines.text.length).line;
  return Number.isInteger(line) && line <= last && column <= lines.line(line).length + 3;
}

// What the author's own code throws is told as it is.
function unreadable({ kind, reason, suggestion = "-" }: Diagnostic, authored: string): readonly string[] {
  if (kind.name === "load/exception") return [];
  const texts = [kind.title, reason, suggestion];
  const empty = texts.some((text) => typeof text !== "string" || text.trim() === "")
    ? [`${kind.code} says nothing`]
    : [];
  const long = texts
    .filter((text) => text.length > LONGEST_TEXT)
    .map((text) => `${kind.code} says too much: ${text.length}`);
  return [
    ...empty,
    ...long,
    ...slips(texts.join("\n"), authored).map((slip) => `${kind.code} says ${slip}: ${reason.slice(0, 300)}`),
  ];
}

function slips(text: string, authored: string): readonly string[] {
  return SLIPS.flatMap(([slip, excuse]) => {
    const found = slip.exec(text)?.[0];
    return found === undefined || excuse.test(authored) ? [] : [found.trim()];
  });
}

/** What is wrong with emitted files that no schema would see. */
export function complaintsAboutFiles(
  artifacts: readonly Artifact[],
  sources: ReadonlyMap<string, string>,
): readonly string[] {
  const authored = [...sources.values()].join("\n");
  const text = artifacts.filter(({ path }) => !path.endsWith(".mjs"));
  return text.flatMap(({ path, content }) => slips(content, authored).map((slip) => `${path} holds ${slip}`));
}

/** Whether a text would do something to the terminal that prints it. */
export function hasControls(text: string): boolean {
  return /[\p{Cc}\p{Cf}\u2028\u2029]/u.test(text.replace(/\n/g, ""));
}
