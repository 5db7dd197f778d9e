import { parseBytes } from "../../../values/quantity.ts";

/** A bound that a text names: `more than 5%` is 0.05 of a ratio, upward. */
export interface Stated {
  /** As it is written. */
  readonly text: string;
  readonly upward: boolean;
  readonly value: number;
  /** `ratio`, `seconds`, `bytes`, or the word behind the number. */
  readonly unit: string;
  readonly start: number;
}

const UPWARD =
  "more than|greater than|higher than|longer than|slower than|larger than|at least|above|over|exceeds|exceeded|exceeding";
const DOWNWARD = "less than|fewer than|lower than|shorter than|smaller than|at most|below|under";
const STATED = new RegExp(
  String.raw`\b(?:(${UPWARD})|(?:${DOWNWARD}))\s+(\d[\d,_ ]*(?:\.\d+)?)\s*(%|percent\b|[A-Za-z]+\b)?(?:\s*(?:/|per\s+|a\s+)(s|second)\b)?`,
  "gi",
);

/** The bounds that a text names in words such as `more than 5%`. */
export function statedBounds(text: string): readonly Stated[] {
  return [...text.matchAll(STATED)].flatMap(({ 0: whole, 1: upward, 2: number = "", 3: word = "", 4: per, index }) => {
    const quantity = quantityOf(Number(number.replace(/[,_ ]/g, "")), word);
    if (quantity === undefined) return [];
    const unit = per === undefined ? quantity.unit : `${quantity.unit}/s`;
    return [{ text: whole.trim(), upward: upward !== undefined, value: quantity.value, unit, start: index }];
  });
}

const WAITED =
  /\bfor\s+(?:more than|at least|over|longer than)?\s*(\d+|a quarter of an|half an|an?|one)\s+(second|minute|hour|day|week)s?\b/gi;

const PARTS: Readonly<Record<string, number>> = { "a quarter of an": 0.25, "half an": 0.5, a: 1, an: 1, one: 1 };

/** How long something has been so, by a text: `for more than an hour`. In seconds. */
export function statedWaits(text: string): readonly Pick<Stated, "text" | "value" | "start">[] {
  return [...text.matchAll(WAITED)].map(({ 0: whole, 1: number = "", 2: unit = "", index }) => {
    const value = (PARTS[number.toLowerCase()] ?? Number(number)) * (SECONDS[unit.toLowerCase()] ?? 0);
    return { text: whole, value, start: index };
  });
}

const SECONDS: Readonly<Record<string, number>> = {
  ms: 0.001,
  millisecond: 0.001,
  s: 1,
  sec: 1,
  second: 1,
  m: 60,
  min: 60,
  minute: 60,
  h: 3600,
  hour: 3600,
  d: 86_400,
  day: 86_400,
  w: 604_800,
  week: 604_800,
};

function quantityOf(number: number, word: string): { readonly value: number; readonly unit: string } | undefined {
  if (!Number.isFinite(number)) return undefined;
  if (word === "%" || word === "percent") return { value: Number((number / 100).toPrecision(12)), unit: "ratio" };
  const seconds = SECONDS[word] ?? SECONDS[word.toLowerCase().replace(/s$/, "")];
  if (seconds !== undefined) return { value: number * seconds, unit: "seconds" };
  const bytes = word === "" ? undefined : parseBytes(`${number}${word}`);
  return bytes === undefined ? { value: number, unit: word } : { value: bytes, unit: "bytes" };
}
