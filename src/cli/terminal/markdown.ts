import { displayWidth } from "../../diagnostics/reporters/visible.ts";
import { type Style, styleOf } from "./style.ts";
import { table, wrapped } from "./table.ts";

/** How Markdown is laid out. */
export interface MarkdownOptions {
  readonly style: Style;
  readonly width: number;
}

const TOKEN = /\\([!-/:-@[-`{-~])|(`+) ?(.+?) ?\2(?!`)|\*\*(.+?)\*\*|\[([^\]]*)\]\(([^)\s]*)\)|<(https?:[^>\s]+)>/g;

/** Markdown within a line as a terminal shows it: code coloured, marks gone, addresses behind their words. */
export function inlineMarkdown(text: string, style: Style): string {
  return text.replace(
    TOKEN,
    (
      all: string,
      escaped?: string,
      _fence?: string,
      code?: string,
      strong?: string,
      label?: string,
      address?: string,
      bare?: string,
    ) => {
      if (escaped !== undefined) return escaped;
      if (code !== undefined) return style.cyan(code);
      if (strong !== undefined) return style.bold(inlineMarkdown(strong, style));
      if (label !== undefined) return label === address ? label : `${label} (${address})`;
      return bare ?? all;
    },
  );
}

/** A page of Markdown as a terminal shows it: headings bold, code indented, paragraphs wrapped. */
export function markdownPage(source: string, { style, width }: MarkdownOptions): string {
  return `${blocksOf(source)
    .map((block) => rendered(block, style, width))
    .join("\n\n")}\n`;
}

interface Block {
  readonly kind: "heading" | "code" | "item" | "plain" | "paragraph";
  readonly lines: readonly string[];
}

function blocksOf(source: string): readonly Block[] {
  const blocks: { kind: Block["kind"]; lines: string[] }[] = [];
  let fence: string | undefined;
  let open = false;
  for (const line of source.split(/\r?\n/)) {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence)) fence = undefined;
      else blocks.at(-1)?.lines.push(line);
      open = false;
    } else if (mark !== undefined) {
      fence = mark;
      blocks.push({ kind: "code", lines: [] });
    } else if (line.trim() === "") open = false;
    else open = added(blocks, line, open);
  }
  return blocks;
}

/** Puts a line into the block that is open, or a new one; tells whether the block goes on. */
function added(blocks: { kind: Block["kind"]; lines: string[] }[], line: string, open: boolean): boolean {
  const kind = kindOf(line);
  const last = blocks.at(-1);
  if (kind === "heading") blocks.push({ kind, lines: [line.replace(/^#+\s*/, "")] });
  else if (open && last !== undefined && (kind === "paragraph" || kind === last.kind)) {
    if (kind === "paragraph" && last.kind === "item") last.lines.push(`${last.lines.pop() ?? ""} ${line.trim()}`);
    else last.lines.push(line);
  } else blocks.push({ kind, lines: [line] });
  return kind !== "heading";
}

function kindOf(line: string): Exclude<Block["kind"], "code"> {
  if (/^#{1,6}\s/.test(line)) return "heading";
  if (/^\s*(?:[-*+]|\d+[.)])\s/.test(line)) return "item";
  return /^\s*\|/.test(line) ? "plain" : "paragraph";
}

function rendered({ kind, lines }: Block, style: Style, width: number): string {
  switch (kind) {
    case "heading":
      return style.bold(inlineMarkdown(lines.join(" "), style));
    case "code":
      return lines.map((line) => `    ${style.cyan(line)}`.trimEnd()).join("\n");
    case "plain":
      return table(lines.flatMap(cellsOf)).trimEnd();
    case "item":
      return lines.map((line) => itemOf(line, style, width)).join("\n");
    case "paragraph":
      return flowed(lines.join(" "), style, width).join("\n");
  }
}

/** The cells of a table's row; none for the line under its head. */
function cellsOf(line: string): readonly (readonly string[])[] {
  if (/^[\s|:-]+$/.test(line)) return [];
  const cells = line
    .trim()
    .replace(/^\|/, "")
    .replace(/\|$/, "")
    .split(/(?<!\\)\|/);
  return [cells.map((cell) => inlineMarkdown(cell.trim(), styleOf(false)))];
}

function itemOf(line: string, style: Style, width: number): string {
  const [, mark = "-", text = ""] = /^\s*([-*+]|\d+[.)])\s+(.*)$/.exec(line) ?? [];
  const space = " ".repeat(mark.length + 1);
  return flowed(text, style, width - mark.length - 3)
    .map((part, i) => `  ${i === 0 ? `${mark} ` : space}${part}`)
    .join("\n");
}

/** A paragraph as lines of at most `width` columns; what stands between marks stays together. */
export function flowed(text: string, style: Style, width: number): readonly string[] {
  const words = text.match(/(?:\\.|(`+).+?\1(?!`)|\*\*.+?\*\*|\[[^\]]*\]\([^)]*\)|\S)+/g) ?? [];
  const seen = (line: string): number => displayWidth(inlineMarkdown(line, PLAIN));
  return wrapped(words, width, seen).map((line) => inlineMarkdown(line, style));
}

const PLAIN = styleOf(false);
