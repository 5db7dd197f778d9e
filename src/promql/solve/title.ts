/** A part of a title; a long one that has an end is known by it. */
export interface Phrase {
  readonly text: string;
  readonly end?: string;
}

/** What a case is about, before names are put in. */
export type Title = readonly Phrase[];

const LONGEST = 70;

/** A title as people read it. */
export function titleText(title: Title, named: (text: string) => string): string {
  return title.map(({ text, end }) => (end === undefined ? text : shortened(named(text), named(end)))).join("");
}

function shortened(text: string, end: string): string {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, Math.max(10, LONGEST - end.length - 2))}… ${end}`.trimEnd();
}
