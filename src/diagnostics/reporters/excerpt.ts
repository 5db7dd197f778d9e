import { MASK } from "../secrets.ts";
import { displayWidth, visible } from "./visible.ts";

/** Columns of a line, counted from 1, the end exclusive. */
export interface Columns {
  readonly start: number;
  readonly end: number;
}

/** A line as it is shown, and where the marks below it go. */
export interface Excerpt {
  readonly text: string;
  /** Terminal columns before the marks. */
  readonly before: number;
  /** Terminal columns of the marks, at least one. */
  readonly length: number;
}

interface Cell extends Columns {
  readonly text: string;
  readonly width: number;
}

/** Characters on both sides of where the marks begin that are looked at: more than any terminal shows. */
const REACH = 2000;

/**
 * A line of an author's file made safe to show: controls as codes, tabs as spaces, secrets as dots, and of a long line
 * the part around what is marked, `most` terminal columns wide.
 */
export function excerpt(line: string, marked: Columns, masks: readonly Columns[], most: number): Excerpt {
  const around = [Math.max(0, marked.start - 1 - REACH), Math.min(line.length, marked.start - 1 + REACH)] as const;
  const cells = cellsOf(line.slice(...around), around[0] + 1, masks);
  const first = cells.findIndex(({ end }) => end > marked.start);
  const from = first < 0 ? cells.length : first;
  const beyond = cells.findIndex(({ start }, index) => index > from && start >= marked.end);
  const to = from === cells.length ? from : beyond < 0 ? cells.length : beyond;
  const [start, end] = window(cells, from, to, most);
  const shown = cells.slice(start, end);
  const lead = start > 0 || around[0] > 0 ? "… " : "";
  const tail = end < cells.length || around[1] < line.length ? " …" : "";
  return {
    text: lead + shown.map(({ text }) => text).join("") + tail,
    before: lead.length + widthOf(cells.slice(start, from)),
    length: Math.max(1, widthOf(cells.slice(from, Math.min(to, end)))),
  };
}

function cellsOf(line: string, first: number, masks: readonly Columns[]): Cell[] {
  const cells: Cell[] = [];
  let column = first;
  for (const character of line) {
    const end = column + character.length;
    const mask = masks.find((each) => each.start < end && column < each.end);
    const last = cells.at(-1);
    if (mask !== undefined && last?.text === MASK && last.end === column && column > mask.start) {
      cells[cells.length - 1] = { ...last, end };
    } else {
      const text = mask === undefined ? shownCharacter(character) : MASK;
      cells.push({ start: column, end, text, width: displayWidth(text) });
    }
    column = end;
  }
  return cells;
}

function shownCharacter(character: string): string {
  return character === "\t" ? "  " : visible(character);
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0);
}

// A third of the room goes to what stands before the marks.
function window(cells: readonly Cell[], from: number, to: number, most: number): [start: number, end: number] {
  if (widthOf(cells) <= most) return [0, cells.length];
  const start = windowStart(cells, from, most);
  const end = windowEnd(cells, start, from, most);
  return [start, Math.max(end, Math.min(from + 1, to))];
}

function windowStart(cells: readonly Cell[], from: number, most: number): number {
  let start = from;
  for (let room = Math.max(most / 3, most - widthOf(cells.slice(from)) - 2); start > 0; start--) {
    room -= Number(cells[start - 1]?.width);
    if (room < 0) break;
  }
  return start;
}

function windowEnd(cells: readonly Cell[], start: number, from: number, most: number): number {
  let end = start;
  for (let room = most - 4; end < cells.length; end++) {
    room -= Number(cells[end]?.width);
    if (room < 0 && end > from) break;
  }
  return end;
}
