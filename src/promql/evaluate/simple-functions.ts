import { unsupported } from "./outcome.ts";

/** Ties are rounded up. The inverse is used, as it loses less. */
export function roundTo(value: number, nearest: number): number {
  const inverse = 1 / nearest;
  return Math.floor(value * inverse + 0.5) / inverse;
}

/** Functions of each sample's value by name. */
export const valueFunctions: ReadonlyMap<string, (value: number) => number> = new Map<
  string,
  (value: number) => number
>([
  ["abs", Math.abs],
  ["ceil", Math.ceil],
  ["floor", Math.floor],
  ["exp", Math.exp],
  ["sqrt", Math.sqrt],
  ["ln", Math.log],
  ["log2", Math.log2],
  ["log10", Math.log10],
  ["sin", Math.sin],
  ["cos", Math.cos],
  ["tan", Math.tan],
  ["asin", Math.asin],
  ["acos", Math.acos],
  ["atan", Math.atan],
  ["sinh", Math.sinh],
  ["cosh", Math.cosh],
  ["tanh", Math.tanh],
  ["asinh", Math.asinh],
  ["acosh", Math.acosh],
  ["atanh", Math.atanh],
  ["rad", (value) => (value * Math.PI) / 180],
  ["deg", (value) => (value * 180) / Math.PI],
  ["sgn", (value) => (value < 0 ? -1 : value > 0 ? 1 : value)],
]);

const dayMs = 86_400_000;

function dayOfYear(date: Date): number {
  return (
    (Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) - Date.UTC(date.getUTCFullYear(), 0, 1)) /
      dayMs +
    1
  );
}

/** Functions of a time in UTC by name; without an argument they take the moment of evaluation. */
export const dateFunctions: ReadonlyMap<string, (date: Date) => number> = new Map<string, (date: Date) => number>([
  ["minute", (date) => date.getUTCMinutes()],
  ["hour", (date) => date.getUTCHours()],
  ["day_of_week", (date) => date.getUTCDay()],
  ["day_of_month", (date) => date.getUTCDate()],
  ["day_of_year", dayOfYear],
  ["days_in_month", (date) => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()],
  ["month", (date) => date.getUTCMonth() + 1],
  ["year", (date) => date.getUTCFullYear()],
]);

/** The date of a sample's value in seconds, cut to whole ones. For what is no time Prometheus's answer depends on the machine. */
export function dateOf(seconds: number): Date {
  const date = new Date(Math.trunc(seconds) * 1000);
  return Number.isNaN(date.getTime()) ? unsupported("the date of a value that is no time") : date;
}

/** A float as Go's FormatFloat(value, 'f', -1, 64) writes it: shortest digits, never an exponent. */
export function formatFloat(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  if (Object.is(value, -0)) return "-0";
  const text = String(value);
  return text.includes("e") ? withoutExponent(text) : text;
}

function withoutExponent(text: string): string {
  const sign = text.startsWith("-") ? "-" : "";
  const [mantissa = "", exponent] = text.slice(sign.length).split("e");
  const [digits = "", fraction = ""] = mantissa.split(".");
  const shift = Number(exponent);
  if (shift < 0) return `${sign}0.${"0".repeat(-shift - 1)}${digits}${fraction}`;
  return `${sign}${(digits + fraction).padEnd(digits.length + shift, "0")}`;
}

/** A bucket's bound as Go's ParseFloat reads `le`; undefined where it isn't a number. */
export function parseBound(text: string): number | undefined {
  if (/^[+]?inf(?:inity)?$/i.test(text)) return Number.POSITIVE_INFINITY;
  if (/^-inf(?:inity)?$/i.test(text)) return Number.NEGATIVE_INFINITY;
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text) ? Number(text) : undefined;
}
