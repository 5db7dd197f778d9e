import { goG4 } from "./go-number.ts";

/** The functions of Prometheus's templates that write a number for people, as Prometheus 3 has them (template/template.go). */
export const humanizers: ReadonlyMap<string, (value: number) => string> = new Map([
  ["humanize", humanize],
  ["humanize1024", humanize1024],
  ["humanizeDuration", humanizeDuration],
  ["humanizePercentage", (value: number) => `${goG4(value * 100)}%`],
]);

const LARGE = ["k", "M", "G", "T", "P", "E", "Z", "Y"] as const;
const BINARY = ["ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"] as const;
const SMALL = ["m", "u", "n", "p", "f", "a", "z", "y"] as const;

function scaled(value: number, prefixes: readonly string[], base: number): string {
  let rest = value;
  let prefix = "";
  for (const next of prefixes) {
    if (Math.abs(rest) < base) break;
    prefix = next;
    rest /= base;
  }
  return `${goG4(rest)}${prefix}`;
}

function small(value: number): string {
  let rest = value;
  let prefix = "";
  for (const next of SMALL) {
    if (Math.abs(rest) >= 1) break;
    prefix = next;
    rest *= 1000;
  }
  return `${goG4(rest)}${prefix}`;
}

function humanize(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return goG4(value);
  return Math.abs(value) >= 1 ? scaled(value, LARGE, 1000) : small(value);
}

function humanize1024(value: number): string {
  if (Math.abs(value) <= 1 || !Number.isFinite(value)) return goG4(value);
  return scaled(value, BINARY, 1024);
}

function humanizeDuration(value: number): string {
  if (!Number.isFinite(value)) return goG4(value);
  if (value === 0) return `${goG4(value)}s`;
  if (Math.abs(value) < 1) return `${small(value)}s`;
  const sign = value < 0 ? "-" : "";
  const size = Math.abs(value);
  const whole = Math.trunc(size);
  const parts = [Math.floor(whole / 86_400), Math.floor(whole / 3600) % 24, Math.floor(whole / 60) % 60, whole % 60];
  const first = parts.slice(0, 3).findIndex((part) => part !== 0);
  if (first < 0) return `${sign}${goG4(size)}s`;
  const units = ["d", "h", "m", "s"];
  return (
    sign +
    parts
      .slice(first)
      .map((part, index) => `${part}${units[first + index]}`)
      .join(" ")
  );
}
