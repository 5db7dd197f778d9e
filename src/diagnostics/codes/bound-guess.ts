/*
 * What a bound that isn't in the unit of its values most likely meant. Leaves import nothing, so the units' forms are
 * known here a second time; a test holds the guesses against the parser of quantities.
 */

const NUMBER = /^-?\d{1,12}(?:\.\d{1,12})?$/;

/** What values of a unit are, for a sentence that begins with “the values”. */
export function unitInWords(unit: string): string {
  if (unit === "ratio") return "are ratios";
  return unit === "" ? "have no unit" : `count ${unit}`;
}

/** The bound that was most likely meant; `found` is as it was written, in quotes where it was a text. */
export function guessBound(found: string, unit: string): string | undefined {
  const text = found.replace(/^"|"$/g, "").trim().replace(",", ".");
  const guess = guessOf(text, unit);
  return guess === text && !found.includes(" ") && !found.includes(",") && found.startsWith('"') ? undefined : guess;
}

function guessOf(text: string, unit: string): string | undefined {
  if (unit === "ratio") return ratio(text);
  if (unit === "seconds") return NUMBER.test(text) ? seconds(Number(text)) : withoutSpaces(text, /^\d+(?:ms|[smhdw])$/);
  if (unit === "bytes") return size(text);
  if (unit.endsWith("/s") && !unit.includes(" per ")) return rate(text, unit === "bytes/s");
  return unit === "" ? withoutSpaces(text.replace(/[^\d.-].*$/, ""), NUMBER) : undefined;
}

function ratio(text: string): string | undefined {
  const number = text.replace(/\s*(?:%|percent|per cent|pct)$/i, "");
  if (!NUMBER.test(number)) return undefined;
  const isPercent = number !== text || Math.abs(Number(number)) >= 1;
  return isPercent ? `${number}%` : `${Number(`${number}e2`)}%`;
}

function seconds(value: number): string | undefined {
  if (Number.isInteger(value)) return `${value}s`;
  return Number.isInteger(Number(`${value}e3`)) ? `${Number(`${value}e3`)}ms` : undefined;
}

const SIZES: ReadonlyMap<string, string> = new Map(
  ["B", "kB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB"].map((name) => [name.toLowerCase(), name]),
);

function size(text: string): string | undefined {
  const match = /^(-?\d{1,12}(?:\.\d{1,12})?)\s*([a-z]{0,3})$/i.exec(text);
  const unit = match?.[2]?.toLowerCase() ?? "";
  const name = SIZES.get(unit) ?? SIZES.get(`${unit}b`);
  return match === null || name === undefined ? undefined : `${match[1]}${name}`;
}

function rate(text: string, ofBytes: boolean): string | undefined {
  const [amount = "", per = "s", ...rest] = text.split("/").map((part) => part.trim());
  const time = /^(?:s|min|h|d)$/.test(per) ? per : undefined;
  const counted = ofBytes ? size(amount) : NUMBER.test(amount) ? amount : undefined;
  return rest.length > 0 || counted === undefined || time === undefined ? undefined : `${counted}/${time}`;
}

function withoutSpaces(text: string, form: RegExp): string | undefined {
  const plain = text.replace(/\s/g, "");
  return form.test(plain) ? plain : undefined;
}
