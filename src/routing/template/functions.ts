import { RE2JS } from "re2js";
import { Alerts, KeyValues, type Value } from "./values.ts";

/** A template does something that this renderer doesn't know how to do as Alertmanager would. */
export class Unrendered extends Error {}

/** Whether Go takes a value for true. */
export function isTrue(value: Value): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof KeyValues) return Object.keys(value.pairs).length > 0;
  if (value instanceof Alerts) return value.list.length > 0;
  return Boolean(value);
}

/** The elements of what can be ranged over. */
export function elementsOf(value: Value): readonly Value[] {
  if (value instanceof Alerts) return value.list;
  if (Array.isArray(value)) return value;
  if (value === undefined) return [];
  throw new Unrendered("range over something else than a list");
}

type Apply = (args: readonly Value[]) => Value;

/** The functions that this renderer knows, but for `and` and `or`, which don't look at all of their arguments. */
export const APPLY: Readonly<Record<string, Apply>> = {
  not: ([value]) => !isTrue(value),
  eq: ([first, ...others]) => others.some((other) => other === first),
  ne: ([first, second]) => first !== second,
  lt: ([first, second]) => numberOf(first) < numberOf(second),
  le: ([first, second]) => numberOf(first) <= numberOf(second),
  gt: ([first, second]) => numberOf(first) > numberOf(second),
  ge: ([first, second]) => numberOf(first) >= numberOf(second),
  len: ([value]) => lengthOf(value),
  index: ([value, at]) => (value instanceof KeyValues ? value.get(textOf(at)) : elementsOf(value)[numberOf(at)]),
  slice: ([value, from = 0, to]) =>
    elementsOf(value).slice(numberOf(from), to === undefined ? undefined : numberOf(to)),
  printf: ([format, ...args]) => formatted(textOf(format), args),
  urlquery: (args) => queryEscaped(args.map(textOf).join("")),
  toUpper: ([text]) => textOf(text).toUpperCase(),
  toLower: ([text]) => textOf(text).toLowerCase(),
  trimSpace: ([text]) => textOf(text).trim(),
  join: ([separator, texts]) => elementsOf(texts).map(textOf).join(textOf(separator)),
  stringSlice: (texts) => texts.map(textOf),
  match: ([pattern, text]) => RE2JS.compile(textOf(pattern)).matcher(textOf(text)).find(),
  reReplaceAll: ([pattern, by, text]) => replaced(textOf(pattern), textOf(by), textOf(text)),
};

/** A value as a template prints it. */
export function textOf(value: Value): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" && Number.isInteger(value)) return String(value);
  if (typeof value === "boolean") return String(value);
  if (typeof value === "object" && "toString" in value && Object.hasOwn(Object.getPrototypeOf(value), "toString")) {
    if (!Array.isArray(value)) return String(value);
  }
  throw new Unrendered("a value that isn't printed as one text");
}

function numberOf(value: Value): number {
  if (typeof value === "number") return value;
  throw new Unrendered("something else than a number is compared");
}

function lengthOf(value: Value): number {
  if (typeof value === "string") return Buffer.byteLength(value);
  return value instanceof KeyValues ? Object.keys(value.pairs).length : elementsOf(value).length;
}

function replaced(pattern: string, by: string, text: string): string {
  if (by.includes("$")) throw new Unrendered("a replacement with groups");
  return RE2JS.compile(pattern).matcher(text).replaceAll(by.replaceAll("\\", "\\\\"));
}

function formatted(format: string, args: readonly Value[]): string {
  const rest = [...args];
  return format.replace(/%(.)/g, (_, verb: string) => {
    if (verb === "%") return "%";
    const value = rest.shift();
    if (verb === "q") return quoted(textOf(value));
    if (verb === "s" || verb === "v" || verb === "d") return textOf(value);
    throw new Unrendered(`%${verb}`);
  });
}

// Go's url.QueryEscape.
function queryEscaped(text: string): string {
  const escaped = encodeURIComponent(text).replace(
    /[!'()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return escaped.replaceAll("%20", "+");
}

const SHORT: Readonly<Record<string, string>> = {
  "\u0007": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  "\\": "\\\\",
  '"': '\\"',
};

// Go's strconv.Quote.
function quoted(text: string): string {
  return `"${[...text].map(quotedCharacter).join("")}"`;
}

function quotedCharacter(character: string): string {
  const short = SHORT[character];
  if (short !== undefined || /[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.test(character)) return short ?? character;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, "0")}`;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
