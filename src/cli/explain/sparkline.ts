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
 * scale holds the bound and the middle nine tenths of the values; what lies beyond is cut off.
 */
export function sparkline(curve: Curve, width: number, height: number): Sparkline {
  const columns = sampled(curve, width);
  const { low, high } = scaleOf(columns, curve.bound);
  const steps = height * 8;
  const within = (value: number) => Math.max(low, Math.min(high, value));
  const levelOf = (value: number) =>
    high > low ? Math.round(((within(value) - low) / (high - low)) * (steps - 1)) + 1 : 1;
  const levels = columns.map((value) => (Number.isFinite(value) ? levelOf(value) : 0));
  const rows = Array.from({ length: height }, (_, row) =>
    levels.map((level) => block(level - (height - 1 - row) * 8)).join(""),
  );
  const boundRow = curve.bound === undefined ? undefined : height - 1 - Math.floor((levelOf(curve.bound) - 1) / 8);
  return { rows, boundRow };
}

function scaleOf(
  columns: readonly number[],
  bound: number | undefined,
): { readonly low: number; readonly high: number } {
  const sorted = columns.filter(Number.isFinite).sort((a, b) => a - b);
  const cut = Math.floor(sorted.length / 20);
  const middle = sorted.slice(cut, sorted.length - cut);
  const shown = [...middle, ...(bound === undefined ? [] : [bound])];
  return shown.length === 0 ? { low: 0, high: 0 } : { low: Math.min(0, ...shown), high: Math.max(...shown) };
}

function block(eighths: number): string {
  return String(EIGHTHS[Math.max(0, Math.min(8, eighths))]);
}

function sampled({ times, values }: Curve, width: number): readonly number[] {
  const first = times[0] ?? 0;
  const span = (times.at(-1) ?? 0) - first;
  const columns = Array.from({ length: width }, () => Number.NaN);
  for (const [index, time] of times.entries()) {
    const column = span === 0 ? 0 : Math.min(width - 1, Math.floor(((time - first) / span) * width));
    columns[column] = Number(values[index]);
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
