import { cellsOf } from "./csv.ts";
import { type FormOrProblem, isTimeName, type Read } from "./form.ts";
import { timestampOf } from "./timestamp.ts";

const MISSING = /^\s*(|nan|null|none|na|n\/a|-)\s*$/i;
const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

/** The columns of a table. */
interface Columns {
  readonly count: number;
  readonly time: number;
  readonly features: readonly number[];
}

/**
 * The form of comma-separated values with a header: the column named timestamp (or time, ts, date), else the first, is
 * the time; the others whose first value is a number are features; what remains is carried along.
 */
export function csvForm(header: string, first: string | undefined): FormOrProblem {
  const names = cellsOf(header)?.map((name) => name.trim());
  const values = first === undefined ? [] : (cellsOf(first) ?? []);
  if (names === undefined) return { problem: 'has a quote astray: expected a header such as "timestamp,value"' };
  if (names.length < 2) return { problem: oneColumn(header) };
  if (names.some((name) => NUMBER.test(name)))
    return { problem: 'is no header: the first line names the columns, as in "timestamp,value"' };
  const time = Math.max(0, names.findIndex(isTimeName));
  const others = names.flatMap((_, column) => (column === time ? [] : [column]));
  const features = others.filter((column) => isNumeric(values[column] ?? ""));
  if (first !== undefined && features.length === 0) return { problem: "has no column with numbers below it" };
  const columns: Columns = { count: names.length, time, features };
  const nameOf = (column: number) => names[column] ?? "";
  return {
    form: {
      features: features.map(nameOf),
      carried: others.filter((column) => !features.includes(column)).map(nameOf),
      read: (line) => rowOf(line, columns, nameOf),
    },
    isHeader: true,
  };
}

function oneColumn(header: string): string {
  const other = /[;\t|]/.test(header) ? " with commas, and points in decimals" : "";
  return `has one column: expected a header such as "timestamp,value"${other}`;
}

function isNumeric(cell: string): boolean {
  return NUMBER.test(cell) || MISSING.test(cell);
}

function rowOf(line: string, { count, time, features }: Columns, nameOf: (column: number) => string): Read {
  const cells = cellsOf(line);
  if (cells === undefined) return { problem: "a quote is astray" };
  if (cells.length !== count) return { problem: `has ${cells.length} columns where the header has ${count}` };
  const timestamp = cells[time] ?? "";
  const timestampSeconds = timestampOf(timestamp);
  if (timestampSeconds === undefined) return { problem: `${quoted(timestamp)} is no timestamp` };
  const odd = features.find((column) => !isNumeric(cells[column] ?? ""));
  if (odd !== undefined) return { problem: `${nameOf(odd)} is ${quoted(cells[odd] ?? "")}, which is no number` };
  const values = features.map((column) => (MISSING.test(cells[column] ?? "") ? Number.NaN : Number(cells[column])));
  return { item: { row: { timestampSeconds, values }, told: { timestamp } } };
}

/** A cell as a message shows it. */
function quoted(cell: string): string {
  return JSON.stringify(cell.length > 40 ? `${cell.slice(0, 40)}…` : cell);
}
