import type { ErrorObject } from "ajv";
import { nearest, oneOf } from "../../../diagnostics/nearest.ts";
import { grouped } from "../../../values/grouped.ts";
import type { Refusal } from "./finding.ts";

/** Keywords that only say that something below or beside them failed. */
const FRAME = new Set(["if", "oneOf", "anyOf", "allOf", "not"]);
const UNION = new Set(["oneOf", "anyOf"]);

interface Located extends Refusal {
  readonly keyword: string;
  /** The key that is unknown or missing. */
  readonly key?: string;
}

/** What a validator found, in words: one refusal for each mistake, sorted by pointer. */
export function refusals(errors: readonly ErrorObject[]): readonly Refusal[] {
  const unions = errors.filter(({ keyword }) => UNION.has(keyword)).map(({ instancePath }) => instancePath);
  const outermost = [...new Set(unions)].filter(
    (path) => !unions.some((other) => other !== path && within(path, other)),
  );
  const told = errors.filter(({ keyword }) => !FRAME.has(keyword)).map(located);
  const outside = told.filter(({ pointer }) => !outermost.some((path) => within(pointer, path)));
  const inside = outermost.flatMap((path) =>
    likeliest(
      path,
      told.filter(({ pointer }) => within(pointer, path)),
    ),
  );
  return distinct(withoutEchoes([...outside, ...inside]));
}

function within(pointer: string, path: string): boolean {
  return pointer === path || pointer.startsWith(`${path}/`);
}

/**
 * Every form of a union complains about what the others have. The mistake is the key that most of them don't know;
 * without one, what lies deepest, as the form that got furthest is the one that was meant.
 */
function likeliest(path: string, inside: readonly Located[]): readonly Located[] {
  if (inside.length === 0) return [{ pointer: path, message: "has none of the allowed forms", keyword: "oneOf" }];
  const unknown = inside.filter(({ keyword }) => keyword === "additionalProperties");
  if (unknown.length > 0) return mostOften(unknown);
  const deepest = Math.max(...inside.map(({ pointer }) => pointer.length));
  return inside.filter(({ pointer }) => pointer.length === deepest).slice(0, 1);
}

function mostOften(unknown: readonly Located[]): readonly Located[] {
  const byPointer = grouped(unknown, ({ pointer }) => pointer);
  const most = Math.max(...[...byPointer.values()].map((same) => same.length));
  return [...byPointer.values()].flatMap((same) => {
    if (same.length < most) return [];
    return same
      .filter((one) => one.nearest !== undefined || !same.some((other) => other.nearest !== undefined))
      .slice(0, 1);
  });
}

/** A misspelt key is also a missing one: that is said once. */
function withoutEchoes(all: readonly Located[]): readonly Located[] {
  const meant = new Set(
    all.flatMap((one) => (one.nearest === undefined ? [] : [`${parent(one.pointer)} ${one.nearest}`])),
  );
  return all.filter(({ keyword, pointer, key }) => keyword !== "required" || !meant.has(`${pointer} ${key}`));
}

function parent(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf("/"));
}

function distinct(all: readonly Located[]): readonly Refusal[] {
  const unique = new Map(all.map((one) => [`${one.pointer} ${one.message}`, one]));
  return [...unique]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { pointer, message, nearest: meant }]) => ({
      pointer,
      message,
      ...(meant === undefined ? {} : { nearest: meant }),
    }));
}

function located(error: ErrorObject): Located {
  const { keyword, instancePath, params } = error;
  switch (keyword) {
    case "additionalProperties":
      return unknownKey(error, String(params["additionalProperty"]));
    case "required":
      return {
        keyword,
        pointer: instancePath,
        key: String(params["missingProperty"]),
        message: `lacks the key "${params["missingProperty"]}"`,
      };
    case "enum":
      return { keyword, pointer: instancePath, ...notListed(error.data, params["allowedValues"]) };
    case "const":
      return { keyword, pointer: instancePath, message: `must be ${JSON.stringify(params["allowedValue"])}` };
    case "false schema":
      return { keyword, pointer: instancePath, message: "must not stand here" };
    default:
      return { keyword, pointer: instancePath, message: String(error.message) };
  }
}

function unknownKey({ instancePath, parentSchema }: ErrorObject, key: string): Located {
  const known = Object.keys(Object(parentSchema?.["properties"]));
  const meant = nearest(key, known);
  const pointer = `${instancePath}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  const message = `unknown key "${key}"`;
  return { keyword: "additionalProperties", pointer, key, message, ...(meant === undefined ? {} : { nearest: meant }) };
}

// The value itself isn't printed: where it is wrong it may be anything, a secret too.
function notListed(value: unknown, allowed: readonly unknown[]): Pick<Refusal, "message" | "nearest"> {
  const values = allowed.map(String);
  const meant = nearest(String(value), values);
  return { message: `must be ${oneOf(values)}`, ...(meant === undefined ? {} : { nearest: meant }) };
}
