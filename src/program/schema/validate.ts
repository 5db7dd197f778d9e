import type { z } from "zod";
import type { Finding, Path } from "../../diagnostics/diagnostic.ts";
import { findingsOf } from "./issues.ts";
import type { SchemaOutline } from "./outline.ts";

/** What a schema made of a declaration: as much as is sound, and what it refused. */
export interface Validated<T> {
  /** Undefined where so much is wrong that nothing can be said of the rest. */
  readonly value: T | undefined;
  readonly findings: readonly Finding[];
  /** Entries that were left out, as `alerts/ErrorRatioHigh`. */
  readonly broken: ReadonlySet<string>;
}

/**
 * Parses a declaration. Entries with mistakes are left out and the rest is parsed again, so that one run finds the
 * mistakes of every entry and of what they refer to.
 */
export function validate<S extends z.ZodType>(schema: S, input: unknown, outline: SchemaOutline): Validated<z.output<S>> {
  const first = schema.safeParse(input);
  if (first.success) return { value: first.data, findings: [], broken: new Set() };
  const findings = findingsOf(first.error.issues, input, outline);
  const paths = first.error.issues.map((issue) => issue.path.map((step) => (typeof step === "number" ? step : String(step))));
  const broken = new Set(paths.flatMap((path) => (path.length === 0 ? [] : [path.slice(0, 2).join("/")])));
  const rest = schema.safeParse(without(input, paths, first.error.issues.flatMap(unknownAtRoot)));
  return { value: rest.success ? rest.data : undefined, findings, broken };
}

function unknownAtRoot(issue: z.core.$ZodIssue): readonly string[] {
  return issue.code === "unrecognized_keys" && issue.path.length === 0 ? issue.keys : [];
}

// The entry that a mistake lies in goes, or the whole property where it has no entries.
function without(input: unknown, paths: readonly Path[], unknown: readonly string[]): unknown {
  if (!isRecord(input)) return input;
  const result: Record<string, unknown> = { ...input };
  for (const key of unknown) delete result[key];
  for (const [list, entry] of paths) {
    if (typeof list !== "string") continue;
    const held = result[list];
    if (entry === undefined || !isRecord(held)) delete result[list];
    else result[list] = Object.fromEntries(Object.entries(held).filter(([name]) => name !== String(entry)));
  }
  return result;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
