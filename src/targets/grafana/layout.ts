import type { Section, View } from "./view.ts";

/** Where something is in Grafana's grid of 24 columns. */
export interface GridPosition {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A title line or a panel, with its place. */
export type Placed =
  | { readonly row: string; readonly at: GridPosition }
  | { readonly view: View; readonly section: string; readonly at: GridPosition };

const COLUMNS = 24;

/** Places sections below each other: panels side by side in their order, each line filled and of one height. */
export function layout(sections: readonly Section[]): readonly Placed[] {
  const placed: Placed[] = [];
  let y = 0;
  for (const section of sections.filter(({ views }) => views.length > 0)) {
    placed.push({ row: section.title, at: { x: 0, y, w: COLUMNS, h: 1 } });
    y += 1;
    for (const line of linesOf(section.views)) {
      const h = Math.max(...line.map(({ height }) => height));
      placed.push(...placedLine(line, section.title, y, h));
      y += h;
    }
  }
  return placed;
}

function linesOf(views: readonly View[]): readonly (readonly View[])[] {
  const lines: View[][] = [];
  let free = 0;
  for (const view of views) {
    if (view.width > free) {
      lines.push([]);
      free = COLUMNS;
    }
    lines.at(-1)?.push(view);
    free -= view.width;
  }
  return lines;
}

function placedLine(line: readonly View[], section: string, y: number, h: number): readonly Placed[] {
  const widths = filled(line.map(({ width }) => width));
  let x = 0;
  return line.map((view, index) => {
    const w = widths[index] ?? view.width;
    const at = { x, y, w, h };
    x += w;
    return { view, section, at };
  });
}

/** Widths that fill the line in the same proportions, none more than doubled. */
function filled(widths: readonly number[]): readonly number[] {
  const total = widths.reduce((sum, width) => sum + width, 0);
  const whole = Math.min(COLUMNS, 2 * total);
  let [before, x] = [0, 0];
  return widths.map((width) => {
    before += width;
    const end = Math.round((before * whole) / total);
    const w = end - x;
    x = end;
    return w;
  });
}
