import { createHash } from "node:crypto";
import type { Position } from "../diagnostic.ts";
import type { Found } from "./report.ts";
import { SourceLines } from "./source-lines.ts";

/**
 * A name for each finding, in their order, that stays the same when lines are added above it: made of its kind, its file
 * and the text that it marks; of equal ones the second, third and so on are told apart.
 */
export function fingerprints({ diagnostics, sources }: Found): readonly string[] {
  const lines = new Map([...sources].map(([file, text]) => [file, new SourceLines(text)]));
  const secrets = diagnostics.filter(({ kind }) => kind.name.startsWith("secret/")).map(({ at }) => at);
  const times = new Map<string, number>();
  return diagnostics.map(({ kind, at }) => {
    // Nobody guesses a secret from its hash where there is none of it.
    const marked = secrets.some((secret) => overlap(secret, at)) ? "" : markedText(lines.get(at.file), at);
    const name = JSON.stringify([kind.code, at.file, marked]);
    const time = times.get(name) ?? 0;
    times.set(name, time + 1);
    return createHash("sha256").update(`${name}${time}`).digest("hex").slice(0, 32);
  });
}

function markedText(source: SourceLines | undefined, at: Position): string {
  if (source === undefined) return "";
  if (at.endLine === undefined || at.endColumn === undefined) return source.line(at.line).trim();
  return source.text.slice(source.offset(at.line, at.column), source.offset(at.endLine, at.endColumn));
}

function overlap(a: Position, b: Position): boolean {
  return a.file === b.file && a.line <= (b.endLine ?? b.line) && b.line <= (a.endLine ?? a.line);
}
