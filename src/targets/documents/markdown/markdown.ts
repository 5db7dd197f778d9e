/** A piece of Markdown. Only `md` and the functions beside it make one, so that no text gets in unescaped. */
export class Markdown {
  readonly text: string;

  /** @param text Markdown already: nothing is escaped. */
  constructor(text: string) {
    this.text = text;
  }

  /** How a template prints it; Handlebars asks for the name. */
  toHTML(): string {
    return this.text;
  }

  toString(): string {
    return this.text;
  }
}

/** What may stand in a template: Markdown as it is, texts and numbers escaped. */
export type Piece = Markdown | string | number;

/** Markdown with everything that is put into it escaped: md`${code(name)} is over ${limit}`. */
export function md(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markdown {
  return new Markdown(strings.reduce((text, string, index) => text + rendered(pieces[index - 1] ?? "") + string));
}

function rendered(piece: Piece): string {
  return piece instanceof Markdown ? piece.text : escapeMarkdown(String(piece));
}

const SPECIAL = /[\\`*_[\]<>|~$&]/g;
const LINE_START = /^(\s*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|=+\s*$|-{2,}|(\d{1,9})([.)])(?=\s|$))/gm;

/** A text whose characters all stand for themselves in Markdown, in any place of a line. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(SPECIAL, "\\$&")
    .replace(LINE_START, (_all, space: string, mark: string, digits?: string, end?: string) =>
      digits === undefined ? `${space}\\${mark}` : `${space}${digits}\\${end}`,
    );
}

/** A text as code within a line; its line breaks become spaces. */
export function code(text: string): Markdown {
  const line = text.replaceAll(/\s+/g, " ").trim();
  if (line === "") return new Markdown("");
  const fence = "`".repeat(longestRun(line) + 1);
  const space = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return new Markdown(`${fence}${space}${line}${space}${fence}`);
}

/** A block of code. */
export function codeBlock(text: string, language: string): Markdown {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return new Markdown(`${fence}${language}\n${text}\n${fence}`);
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}

/** A link; characters that would end its address are percent-encoded. */
export function link(label: Piece, address: string): Markdown {
  const safe = address.replaceAll(
    /[\s<>()\\"`]/g,
    (character) => `%${character.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
  return new Markdown(`[${rendered(label)}](${safe})`);
}

/** Pieces with a text between them. */
export function joined(pieces: readonly Piece[], separator: string): Markdown {
  return new Markdown(pieces.map(rendered).join(separator));
}

/** `a, b and c`. */
export function enumerated(pieces: readonly Piece[], last = "and"): Markdown {
  const head = joined(pieces.slice(0, -1), ", ");
  const end = pieces.at(-1) ?? "";
  return pieces.length < 2 ? joined(pieces, "") : md`${head} ${last} ${end}`;
}

/** Markdown for a cell of a table, where a bar would end the cell even inside code. */
export function cell(piece: Piece): Markdown {
  return new Markdown(
    rendered(piece)
      .replaceAll(/(?<!\\)\|/g, "\\|")
      .replaceAll(/\s*\n\s*/g, " "),
  );
}

/** A text for inside a block of code of the template's own: one line that can't end the block. */
export function verbatim(text: string): Markdown {
  return new Markdown(text.replaceAll(/[\s`]+/g, " ").trim());
}
