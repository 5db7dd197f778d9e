/** The characters that Go's `unicode.IsSpace` calls space, for use inside a character class; JavaScript's `\s` differs in two. */
export const GO_SPACE = "\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

const SPACE = new RegExp(`[${GO_SPACE}]`);

/** The text without Go's space at its ends. */
export function trimGoSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && SPACE.test(text.charAt(start))) start++;
  while (end > start && SPACE.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Whether a text can be written as UTF-8: it has no half of a surrogate pair. */
export function isUnicode(text: string): boolean {
  return !LONE_SURROGATE.test(text);
}

/** Orders texts as Go does: by bytes, which for UTF-8 is the order of code points, not of UTF-16 units. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
