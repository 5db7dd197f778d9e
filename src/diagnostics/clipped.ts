/**
 * The beginning of a text that quotes an author's, for a sentence: cut at a space, or else behind a word, where one is in
 * the last half, with `…` for the rest.
 */
export function clipped(text: string, most = 70): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= most) return line;
  const start = line.slice(0, most - 2);
  const ends = [start.lastIndexOf(" "), start.search(/\W\w*$/)];
  const end = ends.find((at) => at > most / 2) ?? start.length;
  return `${start.slice(0, end).replace(/[\s,]+$|[\uD800-\uDBFF]$/, "")} …`;
}
