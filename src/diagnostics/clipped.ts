import { withoutSecrets } from "./secrets.ts";

/**
 * The beginning of a text that quotes an author's, for a sentence: cut at a space, or else behind a word, where one is in
 * the last half, with `…` for the rest.
 */
export function clipped(text: string, most = 70): string {
  const line = withoutSecrets(text).replace(/\s+/g, " ").trim();
  if (line.length <= most) return line;
  const start = line.slice(0, most - 2);
  const ends = [start.lastIndexOf(" "), start.search(/\W\w*$/)];
  const end = ends.find((at) => at > most / 2) ?? start.length;
  return `${start.slice(0, end).replace(/[\s,]+$|[\uD800-\uDBFF]$/, "")} …`;
}

/** No name is longer than this and meant. */
const LONGEST_QUOTE = 200;

/** A text of a finding in which those of its data's texts that have no end are quoted by their beginnings. */
export function withoutLongQuotes(text: string, data: unknown): string {
  if (text.length <= LONGEST_QUOTE) return text;
  return longTextsOf(data).reduce((shown, long) => shown.replaceAll(long, () => clipped(long, LONGEST_QUOTE)), text);
}

function longTextsOf(data: unknown): readonly string[] {
  if (typeof data === "string") return data.length > 2 * LONGEST_QUOTE ? [data] : [];
  return typeof data === "object" && data !== null ? Object.values(data).flatMap(longTextsOf) : [];
}
