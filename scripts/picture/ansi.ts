/** How a stretch of text looks on a terminal. */
export interface Look {
  readonly bold: boolean;
  readonly dim: boolean;
  readonly color: Color | undefined;
}

/** The colours that our commands use. */
export type Color = "red" | "green" | "yellow" | "blue" | "magenta" | "cyan";

/** A stretch of text of one look. */
export interface Run extends Look {
  readonly text: string;
}

const COLORS: Readonly<Record<number, Color>> = {
  31: "red",
  32: "green",
  33: "yellow",
  34: "blue",
  35: "magenta",
  36: "cyan",
};

const PLAIN: Look = { bold: false, dim: false, color: undefined };

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one.
const SEQUENCE = /\u001b\[([\d;]*)m/;

/** What a command printed for a terminal, as lines of runs. Other escape sequences than those of colour are refused. */
export function readAnsi(printed: string): readonly (readonly Run[])[] {
  const lines: Run[][] = [[]];
  let look = PLAIN;
  for (const [index, part] of printed.replace(/\n$/, "").split(SEQUENCE).entries()) {
    if (index % 2 === 1) look = part.split(";").map(Number).reduce(changed, look);
    else for (const line of addedTo(lines, part)) if (line !== "") lines.at(-1)?.push({ ...look, text: line });
  }
  return lines;
}

function* addedTo(lines: Run[][], text: string): Generator<string> {
  if (text.includes("\u001b")) throw new Error(`unknown escape sequence in ${JSON.stringify(text)}`);
  for (const [index, line] of text.split("\n").entries()) {
    if (index > 0) lines.push([]);
    yield line;
  }
}

function changed(look: Look, code: number): Look {
  if (code === 0) return PLAIN;
  if (code === 1) return { ...look, bold: true };
  if (code === 2) return { ...look, dim: true };
  const color = COLORS[code];
  if (color === undefined) throw new Error(`unknown colour ${code}`);
  return { ...look, color };
}
