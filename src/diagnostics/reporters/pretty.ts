import { compareDiagnostics, type Diagnostic, type Position, type Severity } from "../diagnostic.ts";
import { secretsInLine } from "../secrets.ts";
import { type Columns, excerpt } from "./excerpt.ts";
import { SourceLines } from "./source-lines.ts";
import { displayWidth, visible } from "./visible.ts";
import { wrapped } from "./wrapped.ts";

/** How findings are shown to a person. */
export interface PrettyOptions {
  readonly color: boolean;
  /** Terminal columns; 100 unless given. */
  readonly width?: number;
  /** The texts of the authors' files by their names, for excerpts. */
  readonly sources: ReadonlyMap<string, string>;
}

const NARROWEST = 40;
const BETWEEN = "   ·   ";

/** The findings as a person reads them, sorted, with a line that counts them; empty where there are none. */
export function pretty(diagnostics: readonly Diagnostic[], options: PrettyOptions): string {
  if (diagnostics.length === 0) return "";
  const texts = prettyEach(diagnostics, options).map(({ text }) => text);
  return `${texts.join("\n")}\n${counts(diagnostics)}\n`;
}

/** A finding, and how a person reads it: a head, an excerpt, the reason and what to type, a line break behind each. */
export interface Pretty {
  readonly diagnostic: Diagnostic;
  readonly text: string;
}

/** Each finding as a person reads it, sorted; what is secret in one is hidden in all. */
export function prettyEach(diagnostics: readonly Diagnostic[], options: PrettyOptions): readonly Pretty[] {
  const page = new Page(diagnostics, options);
  return [...diagnostics].sort(compareDiagnostics).map((each) => ({ diagnostic: each, text: page.finding(each) }));
}

/** The word of a severity, painted as every finding begins. */
export function paintedSeverity(severity: Severity, color: boolean): string {
  return painted(severity, severity, color);
}

function painted(color: keyof typeof COLORS, text: string, isColored: boolean): string {
  return isColored ? `\u001b[${COLORS[color]}m${text}\u001b[0m` : text;
}

/** `2 errors, 1 warning`. */
export function counts(diagnostics: readonly Diagnostic[]): string {
  const parts = (["error", "warning", "info"] as const).map((severity) => {
    const count = diagnostics.filter(({ kind }) => kind.severity === severity).length;
    const word = severity === "info" ? "note" : severity;
    return count === 0 ? "" : `${count} ${word}${count === 1 ? "" : "s"}`;
  });
  return parts.filter((part) => part !== "").join(", ");
}

const COLORS: Readonly<Record<Severity | "dim" | "bold", string>> = {
  error: "1;31",
  warning: "1;33",
  info: "1;36",
  dim: "2",
  bold: "1",
};

class Page {
  readonly #options: PrettyOptions;
  readonly #width: number;
  readonly #lines = new Map<string, SourceLines>();
  readonly #secrets: readonly Position[];

  constructor(diagnostics: readonly Diagnostic[], options: PrettyOptions) {
    this.#options = options;
    this.#width = Math.max(options.width ?? 100, NARROWEST);
    this.#secrets = diagnostics.filter(({ kind }) => kind.name.startsWith("secret/")).map(({ at }) => at);
  }

  finding(diagnostic: Diagnostic): string {
    const { kind, at, reason, suggestion } = diagnostic;
    const text = [...wrapped(safe(reason), this.#width - 2), ...this.#next(kind.code, suggestion)];
    const lines = [...this.#excerpt(at, kind.severity), ...text.map((line) => `  ${line}`)];
    return [this.#head(diagnostic), ...lines, ""].join("\n");
  }

  // What to type and where to read on share a line if it is wide enough.
  #next(code: string, suggestion: string | undefined): readonly string[] {
    const explain = `monitorgen explain ${code}`;
    const painted = this.#paint("dim", explain);
    if (suggestion === undefined) return [painted];
    const next = safe(suggestion);
    const fits = displayWidth(next) + BETWEEN.length + explain.length <= this.#width - 2;
    return fits ? [`${next}${BETWEEN}${painted}`] : [...wrapped(next, this.#width - 2), painted];
  }

  #head({ kind, at }: Diagnostic): string {
    const where = this.#where(at);
    const left = `${kind.severity} ${kind.code}  ${kind.title}`;
    const room = this.#width - displayWidth(left) - displayWidth(where);
    const head = `${this.#paint(kind.severity, kind.severity)} ${this.#paint("bold", kind.code)}  ${kind.title}`;
    return `${head}${" ".repeat(Math.max(room, 2))}${where}`;
  }

  // Of a folder there is no line to name.
  #where({ file, line, column }: Position): string {
    return this.#options.sources.has(file) || line > 1 ? `${visible(file)}:${line}:${column}` : visible(file);
  }

  #excerpt(at: Position, severity: Severity): string[] {
    const source = this.#source(at.file);
    if (source === undefined) return [];
    const shown = source.line(at.line);
    if (shown.trim() === "") return [];
    const number = String(at.line);
    const blank = " ".repeat(number.length);
    const room = this.#width - number.length - 5;
    const cut = excerpt(shown, columnsAt(at, at.line, shown), this.#masks(at, shown), room);
    const marks = " ".repeat(cut.before) + this.#paint(severity, "^".repeat(cut.length));
    return [
      `  ${this.#paint("dim", `${number} │`)} ${cut.text}`.trimEnd(),
      `  ${this.#paint("dim", `${blank} │`)} ${marks}`,
    ];
  }

  #masks(at: Position, line: string): Columns[] {
    const found = this.#secrets
      .filter(
        (secret) => secret.file === at.file && secret.line <= at.line && at.line <= (secret.endLine ?? secret.line),
      )
      .map((secret) => columnsAt(secret, at.line, line, true));
    const looking = secretsInLine(line, /\.ya?ml$/.test(at.file));
    return [...found, ...looking.map(({ start, end }) => ({ start: start + 1, end: end + 1 }))];
  }

  #source(file: string): SourceLines | undefined {
    const text = this.#options.sources.get(file);
    if (text === undefined) return undefined;
    const known = this.#lines.get(file) ?? new SourceLines(text);
    this.#lines.set(file, known);
    return known;
  }

  #paint(color: keyof typeof COLORS, text: string): string {
    return painted(color, text, this.#options.color);
  }
}

// The part of a range that lies on one of its lines; without an end, one column, or for a mask the rest of the line.
function columnsAt(at: Position, line: number, text: string, isMask = false): Columns {
  const start = line === at.line ? at.column : 1;
  const goesOn = (at.endLine ?? at.line) > line;
  const rest = Math.max(text.trimEnd().length + 1, start + 1);
  if (goesOn || (at.endColumn === undefined && isMask)) return { start, end: rest };
  return { start, end: Math.max(at.endColumn ?? start + 1, start + 1) };
}

function safe(text: string): string {
  return visible(text.replace(/\s*\n\s*/g, " "));
}
