import type { Path } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import type { Report } from "./problems.ts";

/** The entries of a mapping whose keys are known; unknown keys are reported, null values left out. Absent and null are an empty mapping. */
export function readMapping(
  value: unknown,
  at: Path,
  keys: readonly string[],
  report: Report,
): ReadonlyMap<string, unknown> {
  const entries = [...readAnyMapping(value, at, report)];
  for (const [key] of entries) {
    if (!keys.includes(key)) report({ problem: "unknown key", at: [...at, key], found: key, known: keys });
  }
  return new Map(entries.filter(([, entry]) => entry !== null));
}

/** The entries of a mapping. Absent and null are an empty mapping. */
export function readAnyMapping(value: unknown, at: Path, report: Report): ReadonlyMap<string, unknown> {
  if (value === undefined || value === null) return new Map();
  if (typeof value === "object" && !Array.isArray(value)) {
    return new Map(Object.entries(value));
  }
  report({ problem: "wrong kind", at, found: "a mapping" });
  return new Map();
}

/** The entries of a mapping whose keys aren't all known; one that looks like a slip of a known one is reported. */
export function readOpenMapping(
  value: unknown,
  at: Path,
  keys: readonly string[],
  report: Report,
): ReadonlyMap<string, unknown> {
  const entries = readAnyMapping(value, at, report);
  for (const key of entries.keys()) {
    if (keys.includes(key) || nearest(key, keys) === undefined) continue;
    report({ problem: "unknown key", at: [...at, key], found: key, known: keys });
  }
  return entries;
}

/** The items of a list; undefined where there is none. */
export function readList(value: unknown, at: Path, report: Report): readonly unknown[] | undefined {
  if (value === undefined || value === null || Array.isArray(value)) return value ?? undefined;
  report({ problem: "wrong kind", at, found: "a list" });
  return undefined;
}

/** Reads each item of a list; items that can't be read are left out. */
export function readEach<T>(
  value: unknown,
  at: Path,
  report: Report,
  read: (item: unknown, at: Path) => T | undefined,
): readonly T[] | undefined {
  return readList(value, at, report)?.flatMap((item, index) => {
    const result = read(item, [...at, index]);
    return result === undefined ? [] : [result];
  });
}

/** A text; numbers and truth values are taken as written, null in a list is empty. */
export function readText(value: unknown, at: Path, report: Report): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (value === null) return "";
  if (value !== undefined) report({ problem: "wrong kind", at, found: "a text" });
  return undefined;
}

/** The texts of a list. */
export function readTexts(value: unknown, at: Path, report: Report): readonly string[] | undefined {
  return readEach(value, at, report, (item, place) => readText(item, place, report));
}

/** A truth value, false where absent; the words of YAML 1.1 count, as Alertmanager reads that. */
export function readFlag(value: unknown, at: Path, report: Report): boolean {
  if (value === undefined || value === null) return false;
  const text = String(value).toLowerCase();
  if (["true", "yes", "on", "y"].includes(text)) return true;
  if (!["false", "no", "off", "n"].includes(text)) report({ problem: "wrong kind", at, found: "true or false" });
  return false;
}
