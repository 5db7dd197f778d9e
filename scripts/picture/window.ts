import { displayWidth } from "../../src/diagnostics/reporters/visible.ts";
import { type Color, type Look, type Run, readAnsi } from "./ansi.ts";

/** A command as it was typed, and what it printed. */
export interface Shown {
  /** What is done before, in words; nothing where the command speaks for itself. */
  readonly before?: string;
  readonly command: string;
  readonly printed: string;
}

const FONT =
  "ui-monospace, SFMono-Regular, 'SF Mono', Menlo, Consolas, 'Liberation Mono', 'DejaVu Sans Mono', monospace";
const CHARACTER = 8.4;
const LINE = 20;
const MARGIN = 20;
const BAR = 36;

const COLORS: Readonly<Record<Color, string>> = {
  red: "#ff7b72",
  green: "#7ee787",
  yellow: "#e3b341",
  blue: "#79c0ff",
  magenta: "#d2a8ff",
  cyan: "#79c0ff",
};
const TEXT = "#d1d7e0";
const BRIGHT = "#f0f6fc";
const DIM = "#8b949e";

/** A terminal window in SVG with what was typed and printed. The same text gives the same bytes. */
export function terminalWindow(title: string, shown: readonly Shown[]): string {
  const lines = shown.flatMap((one, index) => [...(index > 0 ? [[]] : []), ...linesOf(one)]);
  const columns = Math.max(...lines.map((line) => line.reduce((sum, { text }) => sum + displayWidth(text), 0)));
  const width = Math.ceil(columns * CHARACTER) + 2 * MARGIN;
  const height = BAR + lines.length * LINE + MARGIN + 6;
  const texts = lines.flatMap((line, row) => drawn(line, BAR + 14 + (row + 0.5) * LINE));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">
<title>${escaped(title)}</title>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10" fill="#161b22" stroke="#30363d"/>
<circle cx="22" cy="19" r="6" fill="#ff5f57"/><circle cx="42" cy="19" r="6" fill="#febc2e"/><circle cx="62" cy="19" r="6" fill="#28c840"/>
<g font-family="${FONT}" font-size="14" fill="${TEXT}">
${texts.join("\n")}
</g>
</svg>
`;
}

function linesOf({ before, command, printed }: Shown): readonly (readonly Run[])[] {
  const plain: Look = { bold: false, dim: false, color: undefined };
  const remark: readonly Run[][] = before === undefined ? [] : [[{ ...plain, dim: true, text: `# ${before}` }]];
  const typed: readonly Run[] = [
    { ...plain, color: "green", text: "$ " },
    { ...plain, bold: true, text: command },
  ];
  return [...remark, typed, ...readAnsi(printed)];
}

function drawn(line: readonly Run[], y: number): readonly string[] {
  let column = 0;
  return line.flatMap((run) => {
    const start = column;
    column += displayWidth(run.text);
    return words(run.text).map(({ text, before }) => {
      const x = MARGIN + (start + before) * CHARACTER;
      return BLOCKS.test(text) ? bars(text, x, y, run) : letters(text, x, y, run);
    });
  });
}

const BLOCKS = /[▁-█│]/;

// SVG shows several spaces as one: what they part is drawn apart, and so are blocks, which fonts draw with gaps.
function words(text: string): readonly { readonly text: string; readonly before: number }[] {
  return [...text.matchAll(/[▁-█]+|│|[^\s▁-█│]+(?: [^\s▁-█│]+)*/g)].map((match) => ({
    text: match[0],
    before: displayWidth(text.slice(0, match.index)),
  }));
}

// Fonts differ from reader to reader: the length keeps columns under each other.
function letters(text: string, x: number, y: number, look: Look): string {
  const length = displayWidth(text) * CHARACTER;
  return `<text x="${rounded(x)}" y="${rounded(y)}" textLength="${rounded(length)}"${styleOf(look)}>${escaped(text)}</text>`;
}

// A line is drawn from its top to its bottom, so that it goes on in the next one; columns overlap by a hair.
function bars(text: string, x: number, y: number, look: Look): string {
  const bottom = y + 6;
  const path = [...text].map((character, index) => {
    const left = rounded(x + index * CHARACTER + (character === "│" ? CHARACTER / 2 : 0));
    const height = character === "│" ? LINE : rounded(((character.charCodeAt(0) - 0x2580) / 8) * LINE);
    return `M${left} ${rounded(bottom)}v-${height}h${character === "│" ? 1 : CHARACTER + 0.2}v${height}z`;
  });
  return `<path d="${path.join("")}"${styleOf({ ...look, bold: false })}/>`;
}

function styleOf({ bold, dim, color }: Look): string {
  const fill = color !== undefined ? COLORS[color] : dim ? DIM : bold ? BRIGHT : undefined;
  return `${fill === undefined ? "" : ` fill="${fill}"`}${bold ? ' font-weight="600"' : ""}`;
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
