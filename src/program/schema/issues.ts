import type { z } from "zod";
import {
  literalSecret,
  type Malformed,
  malformedValue,
  missingProperty,
  numberOutOfRange,
  unknownChoice,
  unknownProperty,
  wrongLength,
  wrongType,
} from "../../diagnostics/codes/declaration.ts";
import { type Finding, finding, type Path } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import { guessOf } from "./guess.ts";
import { describeValue, type SchemaOutline } from "./outline.ts";

type Issue = z.core.$ZodIssue;

/** The findings for what a schema refused. `outline` tells what each place of the declaration may hold. */
export function findingsOf(issues: readonly Issue[], input: unknown, outline: SchemaOutline): readonly Finding[] {
  return withoutEchoes(issues.flatMap((issue) => ofIssue(issue, pathOf(issue), input, outline)));
}

/** A misspelt property is also a missing one: that is said once. */
function withoutEchoes(findings: readonly Finding[]): readonly Finding[] {
  const meant = new Set(
    findings.flatMap(({ kind, place, data }) => {
      if (kind.code !== unknownProperty.code || !("property" in data) || !("known" in data)) return [];
      return [at(place.path.slice(0, -1), nearest(String(data.property), [data.known].flat().map(String)))];
    }),
  );
  const isEcho = ({ kind, place, data }: Finding): boolean =>
    kind.code === missingProperty.code && "property" in data && meant.has(at(place.path, String(data.property)));
  return findings.filter((one) => !isEcho(one));
}

function at(path: Path, property: string | undefined): string {
  return JSON.stringify([path, property]);
}

function pathOf(issue: Issue): Path {
  return issue.path.map((step) => (typeof step === "number" ? step : String(step)));
}

function ofIssue(issue: Issue, path: Path, input: unknown, outline: SchemaOutline): readonly Finding[] {
  const value = valueAt(input, path);
  if (issue.message.startsWith("@")) return [ofForm(issue.message.slice(1), path, value, outline)];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((property) => unknown(property, path, outline));
    case "invalid_key":
      return issue.issues.map((inner) => malformedKey(inner, path));
    case "invalid_value":
      return [choice(issue.values.map(String), path, value, outline)];
    case "invalid_union":
      return ofUnion(issue, path, input, outline);
    case "too_small":
    case "too_big":
      return [outOfRange(issue, path, value)];
    default:
      return [value === undefined ? missing(path, outline) : ofType(path, value, outline)];
  }
}

function ofForm(form: string, path: Path, value: unknown, outline: SchemaOutline): Finding {
  if (value === undefined) return missing(path, outline);
  if (isSecret(form, value)) return finding(literalSecret, path, { property: secretProperty(path) });
  if (typeof value !== "string" && form !== "expression") return ofType(path, value, outline);
  return malformed(form, path, value);
}

// What stands where a secret or its path belongs may be one: it is not told.
function isSecret(form: string, value: unknown): boolean {
  if (form === "secret path") return typeof value === "string";
  return form === "literal secret" && typeof value !== "object";
}

function secretProperty(path: Path): string {
  return last(path.at(-1) === "secret" && path.length > 1 ? path.slice(0, -1) : path);
}

function malformed(form: string, path: Path, value: unknown): Finding {
  const guess = typeof value === "string" ? guessOf(form, value) : undefined;
  const data = { form: form as Malformed["form"], property: last(path), found: describeValue(value) };
  return finding(malformedValue, path, guess === undefined ? data : { ...data, guess });
}

function malformedKey(inner: Issue, path: Path): Finding {
  const form = inner.message.slice(1) as Malformed["form"];
  const key = String(path.at(-1));
  const guess = guessOf(form, key);
  const data = { form, property: last(path), found: describeValue(key) };
  return finding(malformedValue, { path, part: "key" }, guess === undefined ? data : { ...data, guess });
}

function unknown(property: string, path: Path, outline: SchemaOutline): Finding {
  const { title, properties } = outline.at(path);
  const data = { property, of: title, known: properties };
  return finding(unknownProperty, { path: [...path, property], part: "key" }, data);
}

function missing(path: Path, outline: SchemaOutline): Finding {
  const parent = path.slice(0, -1);
  const data = { property: last(path), of: outline.at(parent).title, expected: outline.at(path).expected };
  return finding(missingProperty, parent, data);
}

function ofType(path: Path, value: unknown, outline: SchemaOutline): Finding {
  const data = { property: last(path), expected: outline.at(path).expected, found: describeValue(value) };
  return finding(wrongType, path, data);
}

function choice(choices: readonly string[], path: Path, value: unknown, outline: SchemaOutline): Finding {
  if (value === undefined) return missing(path, outline);
  return finding(unknownChoice, path, { property: last(path), found: describeValue(value), choices });
}

function outOfRange(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, path: Path, value: unknown): Finding {
  const limit = String(issue.code === "too_small" ? issue.minimum : issue.maximum);
  if (typeof value === "number") {
    const expected = issue.code === "too_small" ? `at least ${limit}` : `at most ${limit}`;
    const strict =
      issue.inclusive === false ? `${issue.code === "too_small" ? "more" : "less"} than ${limit}` : expected;
    return finding(numberOutOfRange, path, { property: last(path), found: describeValue(value), expected: strict });
  }
  return finding(wrongLength, path, { property: last(path), expected: lengthInWords(issue.code, limit, value) });
}

function lengthInWords(code: "too_small" | "too_big", limit: string, value: unknown): string {
  if (code === "too_small" && limit === "1" && typeof value === "string") return "says nothing";
  const counted = Array.isArray(value) ? (limit === "1" ? "entry" : "entries") : "characters";
  return code === "too_small" ? `needs at least ${limit} ${counted}` : `takes at most ${limit} ${counted}`;
}

// The alternative that was meant is the one that the value's own type fits.
function ofUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  path: Path,
  input: unknown,
  outline: SchemaOutline,
): readonly Finding[] {
  const value = valueAt(input, path);
  if (issue.discriminator !== undefined) return [ofKind(issue.discriminator, path, value, outline)];
  const meant = issue.errors.find((issues) => !issues.some((inner) => inner.path.length === 0 && isTypeIssue(inner)));
  if (meant === undefined) return [value === undefined ? missing(path, outline) : ofType(path, value, outline)];
  return meant.flatMap((inner) => ofIssue(inner, [...path, ...pathOf(inner)], input, outline));
}

// Its path leads to the property by which the alternatives are told apart.
function ofKind(property: string, path: Path, value: unknown, outline: SchemaOutline): Finding {
  return choice(outline.at(path.slice(0, -1)).choices(property), path, value, outline);
}

function isTypeIssue(issue: Issue): boolean {
  return issue.code === "invalid_type" || (issue.code === "invalid_value" && !issue.message.startsWith("@"));
}

function last(path: Path): string {
  return String(path.findLast((step) => typeof step === "string") ?? "");
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce(valueIn, value);
}

function valueIn(value: unknown, step: string | number): unknown {
  return typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, step)?.value : undefined;
}
