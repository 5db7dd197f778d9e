import { OF, type Sort, type Stack } from "./stack.ts";

/** A part of a file that becomes another text. */
export interface Edit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The stack after some edits of it. */
export function edited(stack: Stack, edits: readonly Edit[]): Stack {
  const texts = new Map(stack);
  for (const { file, start, end, text } of [...edits].sort((a, b) => b.start - a.start)) {
    const before = texts.get(file) ?? "";
    texts.set(file, before.slice(0, start) + text + before.slice(end));
  }
  return texts;
}

/** An edit in words: `tenants/tidal/tenant.yaml:210: > 0.05 → > 5`. */
export function told(stack: Stack, { file, start, end, text }: Edit): string {
  const before = stack.get(file) ?? "";
  const line = before.slice(0, start).split("\n").length;
  const short = (long: string): string => (long.length > 70 ? `${long.slice(0, 67)}…` : long).replaceAll("\n", "⏎");
  return `${file}:${line}: ${short(before.slice(start, end))} → ${short(text)}`;
}

/**
 * Every way to change what a pattern finds in files of a sort: the first group where it has one, else the whole match.
 * `others` gives the texts that may stand there instead.
 */
export function changes(
  stack: Stack,
  sorts: readonly Sort[],
  pattern: RegExp,
  others: (match: RegExpExecArray, text: string) => readonly string[],
): readonly Edit[] {
  const indexed = new RegExp(pattern.source, [...new Set([...pattern.flags, "d", "g"])].join(""));
  return [...stack].flatMap(([file, text]) => {
    if (!sorts.some((sort) => OF[sort].test(file))) return [];
    return [...text.matchAll(indexed)].flatMap((match) => {
      const [start, end] = match.indices?.[1] ?? match.indices?.[0] ?? [0, 0];
      const before = text.slice(start, end);
      return others(match, text)
        .filter((other) => other !== before)
        .map((other): Edit => ({ file, start, end, text: other }));
    });
  });
}

/** Slips of the fingers: a letter lost, doubled, or exchanged with the next. */
export function typos(word: string): readonly string[] {
  const middle = Math.max(1, Math.floor(word.length / 2));
  const [a = "", b = ""] = [word[middle - 1], word[middle]];
  const exchanged = word.slice(0, middle - 1) + b + a + word.slice(middle + 1);
  const lost = word.slice(0, middle) + word.slice(middle + 1);
  const doubled = word.slice(0, middle) + b + word.slice(middle);
  return [exchanged, lost, doubled].filter((other) => other !== word && other !== "");
}
