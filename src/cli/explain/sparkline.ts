/** A value over time against its bound; missing values are NaN. */
export interface Curve {
  /** Milliseconds. */
  readonly times: readonly number[];
  readonly values: readonly number[];
  readonly bound: number | undefined;
}

/** A curve as rows of block characters, highest first, and the row that the bound lies in. */
export interface Sparkline {
  readonly rows: readonly string[];
  /** Index into `rows`, where there is a bound. */
  readonly boundRow: number | undefined;
}

const EIGHTHS = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/**
 * Draws a curve into `width` columns and `height` rows: each column shows the last value of its part of the time. The
 * scale goes from the lowest to the highest of values and bound, so that both are seen.
 */
export function sparkline(curve: Curve, width: number, height: number): Sparkline {
  const columns = sampled(curve, width);
  const finite = [...columns, curve.bound ?? Number.NaN].filter(Number.isFinite);
  const low = Math.min(...finite, 0);
  const high = Math.max(...finite);
  const steps = height * 8;
  const levelOf = (value: number) => (high > low ? Math.round(((value - low) / (high - low)) * (steps - 1)) + 1 : 1);
  const levels = columns.map((value) => (Number.isFinite(value) ? levelOf(value) : 0));
  const rows = Array.from({ length: height }, (_, row) =>
    levels.map((level) => block(level - (height - 1 - row) * 8)).join(""),
  );
  const boundRow = curve.bound === undefined ? undefined : height - 1 - Math.floor((levelOf(curve.bound) - 1) / 8);
  return { rows, boundRow };
}

function block(eighths: number): string {
  return EIGHTHS[Math.max(0, Math.min(8, eighths))] ?? " ";
}

function sampled({ times, values }: Curve, width: number): readonly number[] {
  const first = times[0] ?? 0;
  const span = (times.at(-1) ?? 0) - first;
  const columns = Array.from({ length: width }, () => Number.NaN);
  for (const [index, time] of times.entries()) {
    const column = span === 0 ? 0 : Math.min(width - 1, Math.floor(((time - first) / span) * width));
    columns[column] = values[index] ?? Number.NaN;
  }
  return times.length < width ? held(columns) : columns;
}

// Fewer values than columns: each lasts until the next.
function held(columns: readonly number[]): readonly number[] {
  let last = Number.NaN;
  return columns.map((value) => {
    if (!Number.isNaN(value)) last = value;
    return last;
  });
}
