import { parseDuration, printDuration } from "./duration.ts";

/**
 * What a number counts. Base units are Prometheus's: seconds, bytes, ratios from 0 to 1; `<unit>/s` is a rate of it.
 * Any other word (`EUR`, `listeners`) is a unit of the author's own.
 */
export type Unit = string;

const BYTES: Readonly<Record<string, number>> = {
  B: 1,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
  TiB: 1024 ** 4,
};

const PER: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600, d: 86_400 };

const NUMBER = String.raw`-?\d{1,15}(?:\.\d{1,15})?`;
const PERCENT = new RegExp(`^(${NUMBER})%$`);
const SIZE = new RegExp(`^(${NUMBER})(B|[kMGT]B|[KMGT]iB)$`);
const RATE = new RegExp(`^(${NUMBER})(?:(B|[kMGT]B|[KMGT]iB))?/(s|min|h|d)$`);
const BARE = new RegExp(`^(${NUMBER})(?: ?([A-Za-z]{1,20}))?$`);

/** The value in base units of a quantity written for a unit; undefined where the text is none of that unit. */
export function parseQuantity(text: string, unit: Unit): number | undefined {
  if (unit === "ratio") return parseRatio(text);
  if (unit === "seconds") return parseSeconds(text);
  if (unit === "bytes") return parseBytes(text);
  if (isRate(unit)) return parseRate(text, unit.slice(0, -2));
  return parseCount(text, unit);
}

// A quotient such as `seconds per requests/s` is a unit of its own.
function isRate(unit: Unit): boolean {
  return unit.endsWith("/s") && !unit.includes(" per ");
}

/** 0.999 of `99.9%`; undefined for anything that isn't a percentage. */
export function parseRatio(text: string): number | undefined {
  const match = PERCENT.exec(text);
  return match?.[1] === undefined ? undefined : percentToRatio(match[1]);
}

// Shifting the decimal point in the text keeps 99.9% at 0.999, where a division gives 0.9990000000000001.
function percentToRatio(number: string): number {
  return Number(`${number}e-2`);
}

function parseSeconds(text: string): number | undefined {
  const negative = text.startsWith("-");
  const milliseconds = text === "0s" ? 0 : parseDuration(negative ? text.slice(1) : text);
  return milliseconds === undefined ? undefined : ((negative ? -1 : 1) * milliseconds) / 1000;
}

/** Bytes of `512MiB` or `1.5GB`; undefined for anything else. */
export function parseBytes(text: string): number | undefined {
  const match = SIZE.exec(text);
  return match?.[1] === undefined ? undefined : Number(match[1]) * Number(BYTES[match[2] ?? "B"]);
}

function parseRate(text: string, counted: Unit): number | undefined {
  const match = RATE.exec(text);
  if (match?.[1] === undefined || (match[2] !== undefined) !== (counted === "bytes")) return undefined;
  return (Number(match[1]) * Number(BYTES[match[2] ?? "B"])) / Number(PER[match[3] ?? "s"]);
}

function parseCount(text: string, unit: Unit): number | undefined {
  const match = BARE.exec(text);
  if (match?.[1] === undefined || (match[2] !== undefined && match[2] !== unit)) return undefined;
  return Number(match[1]);
}

/** A form that a quantity of this unit may have, for messages. */
export function quantityExample(unit: Unit): string {
  if (unit === "ratio") return "2.5%";
  if (unit === "seconds") return "300ms";
  if (unit === "bytes") return "512MiB";
  if (unit === "bytes/s") return "20MB/s";
  if (isRate(unit)) return "5/s";
  return unit === "" ? "100" : `100 ${unit}`;
}

/** A number in base units for people: 0.012 ratio is `1.2%`, 0.2 seconds is `200ms`. */
export function printQuantity(value: number, unit: Unit): string {
  if (!Number.isFinite(value)) return String(value);
  if (unit === "ratio") return `${significant(value * 100)}%`;
  if (unit === "seconds") return printSeconds(value);
  if (unit === "bytes" || unit === "bytes/s") return printBytes(value) + unit.slice(5);
  if (isRate(unit)) return `${significant(value)}/s`;
  return unit === "" ? significant(value) : `${significant(value)} ${unit}`;
}

function printSeconds(value: number): string {
  const whole = Number.isInteger(value * 1000) && Math.abs(value) < 3e9;
  return whole ? printDuration(value * 1000) : `${significant(value)}s`;
}

function printBytes(value: number): string {
  for (const unit of ["TiB", "GiB", "MiB", "KiB"]) {
    const size = Number(BYTES[unit]);
    if (Math.abs(value) >= size) return `${significant(value / size)}${unit}`;
  }
  return `${significant(value)}B`;
}

/** Up to six significant digits, without an exponent where one isn't needed. */
function significant(value: number): string {
  return String(Number(value.toPrecision(6)));
}
