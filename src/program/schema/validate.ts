import type { z } from "zod";
import { tooManyMistakes } from "../../diagnostics/codes/declaration.ts";
import { type Finding, finding, type Path } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
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
 * Parses a declaration. What is wrong is taken out, first the properties alone and then the entries that still aren't
 * whole, so that one run finds the mistakes of every entry and of what they refer to.
 */
export function validate<S extends z.ZodType>(
  schema: S,
  input: unknown,
  outline: SchemaOutline,
): Validated<z.output<S>> {
  const first = schema.safeParse(input);
  if (first.success) return { value: first.data, findings: [], broken: new Set() };
  if (issuesIn(first.error) > MOST_ISSUES) return tooMany(first.error, input, outline);
  const findings = findingsOf(first.error.issues, input, outline);
  const lighter = first.error.issues.flatMap(places).reduce(mended, input);
  const second = schema.safeParse(lighter);
  if (second.success) return { value: second.data, findings, broken: brokenBy(first.error.issues, outline) };
  const entries = second.error.issues.flatMap(places).map((path) => path.slice(0, 2));
  const rest = schema.safeParse(entries.reduce(without, lighter));
  const broken = brokenBy([...first.error.issues, ...second.error.issues], outline);
  return { value: rest.success ? rest.data : undefined, findings, broken };
}

type Issue = z.core.$ZodIssue;

/** How many mistakes of a declaration are told at once. */
const MOST_ISSUES = 200;

function issuesIn({ issues }: z.core.$ZodError): number {
  return issues.reduce((sum, issue) => sum + (issue.code === "unrecognized_keys" ? issue.keys.length : 1), 0);
}

// The first of them, and how many more there are; of the rest of the declaration nothing is said.
function tooMany<T>(error: z.core.$ZodError, input: unknown, outline: SchemaOutline): Validated<T> {
  const told = error.issues
    .slice(0, MOST_ISSUES)
    .map((issue) =>
      issue.code === "unrecognized_keys" ? { ...issue, keys: issue.keys.slice(0, MOST_ISSUES) } : issue,
    );
  const findings = findingsOf(told, input, outline).slice(0, MOST_ISSUES);
  const more = issuesIn(error) - findings.length;
  return {
    value: undefined,
    findings: [...findings, finding(tooManyMistakes, [], { more })],
    broken: new Set(),
  };
}

function places(issue: Issue): readonly Path[] {
  const path = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
  return issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...path, key]) : [path];
}

// Values by which an entry can be looked at further, where the author's own is missing or refused.
const NEUTRAL: Readonly<Record<string, unknown>> = { severity: "info", summary: "", help: "" };

function mended(input: unknown, path: Path): unknown {
  const property = path.at(-1);
  const isEntry = path.length <= 2;
  if (!isEntry && typeof property === "string" && Object.hasOwn(NEUTRAL, property))
    return changed(input, path, NEUTRAL[property]);
  return isEntry ? input : without(input, path);
}

function without(input: unknown, path: Path): unknown {
  return changed(input, path, undefined);
}

/** A copy in which one place has another value, or none. */
function changed(input: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(input)) {
    // What comes after it goes with it: whatever is found in the rest of a list keeps its index.
    if (rest.length === 0 && value === undefined) return input.slice(0, Number(step));
    return input.map((item: unknown, index) => (index === step ? changed(item, rest, value) : item));
  }
  if (!isRecord(input)) return input;
  const fields = Object.entries(input).filter(([name]) => name !== String(step));
  const own = Object.hasOwn(input, step) ? input[step] : undefined;
  const next = rest.length === 0 ? value : changed(own, rest, value);
  return Object.fromEntries(next === undefined ? fields : [...fields, [String(step), next]]);
}

function brokenBy(issues: readonly Issue[], outline: SchemaOutline): ReadonlySet<string> {
  const all = issues.flatMap(places);
  const entries = all.flatMap((path) => (path.length === 0 ? [] : [path.slice(0, 2).join("/")]));
  const labels = all.flatMap(([list, name, part]) =>
    list === "metrics" && part === "labels" ? [`labels/${name}`] : [],
  );
  return new Set([...entries, ...labels, ...issues.flatMap((issue) => listsMeant(issue, outline))]);
}

// What a misspelt list holds isn't missing.
function listsMeant(issue: Issue, outline: SchemaOutline): readonly string[] {
  if (issue.code !== "unrecognized_keys" || issue.path.length > 0) return [];
  return issue.keys.flatMap((key) => nearest(key, outline.at([]).properties) ?? []);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
