const SEPARATOR = /^---(?=\s|$)/m;
const SEPARATORS = /^---(?=\s|$)/gm;

/**
 * The documents of a YAML text, each as long as all of it: what belongs to others is blank, so that places stay as they are.
 * Those without anything in them are left out, unless there is nothing else.
 */
export function documentsOf(text: string): readonly string[] {
  if (!SEPARATOR.test(text)) return [text];
  const starts = [...text.matchAll(SEPARATORS)].map(({ index }) => index);
  const ends = [...starts, text.length];
  const parts = [0, ...starts].map((from, index) => ({ from, to: ends[index] ?? text.length }));
  const full = parts.filter(({ from, to }) => /^[^#\n]*[^#\s-]/m.test(text.slice(from, to).replace(SEPARATOR, "")));
  if (full.length < 2) return [text];
  return full.map(({ from, to }) => `${blank(text.slice(0, from))}${text.slice(from, to).replace(SEPARATOR, "   ")}`);
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}
