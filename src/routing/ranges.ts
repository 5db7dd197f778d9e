import type { InclusiveRange } from "./intervals.ts";
import { failed, type Parsed, parsed } from "./parsed.ts";

/** Reads one range such as `monday:friday`, or a single value. */
export type RangeReader = (text: string) => Parsed<InclusiveRange>;

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/** Days by their English names; the week begins on Sunday, so `saturday:sunday` is refused. */
export const weekdayRange: RangeReader = (text) => ordered(rangeOf(text, (word) => indexIn(WEEKDAYS, word)));

/** Months by their English names or numbers. */
export const monthRange: RangeReader = (text) =>
  ordered(
    rangeOf(text, (word) => {
      const index = indexIn(MONTHS, word);
      return index === undefined ? integer(word) : index + 1;
    }),
  );

/** Years by their numbers. */
export const yearRange: RangeReader = (text) => ordered(rangeOf(text, integer));

/** Days of the month by their numbers; negative ones count from the end, and only those may end a range that begins with one. */
export const dayOfMonthRange: RangeReader = (text) => {
  const range = rangeOf(text, integer);
  if (!range.ok) return range;
  const { begin, end } = range.value;
  if (!isDay(begin) || !isDay(end)) return failed("days are 1 to 31, or -31 to -1");
  if (begin < 0 && end > 0) return failed("a range that begins with a negative day ends with one");
  return inShortestMonth(begin) > inShortestMonth(end) ? failed("it ends before it begins") : range;
};

/** Minutes since midnight of `HH:MM`, up to `24:00`; undefined for anything else. */
export function minuteOfDay(text: string): number | undefined {
  const match = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/.exec(text);
  if (match === null) return undefined;
  return match[1] === undefined ? 1440 : Number(match[1]) * 60 + Number(match[2]);
}

function rangeOf(text: string, member: (word: string) => number | undefined): Parsed<InclusiveRange> {
  const words = text.toLowerCase().split(":");
  const begin = member(String(words[0]));
  const end = member(String(words.at(-1)));
  if (words.length > 2 || begin === undefined || end === undefined)
    return failed("expected a value, or two with a colon");
  return parsed({ begin, end });
}

function ordered(range: Parsed<InclusiveRange>): Parsed<InclusiveRange> {
  return range.ok && range.value.begin > range.value.end ? failed("it ends before it begins") : range;
}

function isDay(value: number): boolean {
  return value !== 0 && Math.abs(value) <= 31;
}

function inShortestMonth(day: number): number {
  return day < 0 ? 28 + day : day;
}

function indexIn(words: readonly string[], word: string): number | undefined {
  const index = words.indexOf(word);
  return index === -1 ? undefined : index;
}

function integer(word: string): number | undefined {
  const value = /^[+-]?\d+$/.test(word) ? Number(word) : undefined;
  return value !== undefined && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : undefined;
}
