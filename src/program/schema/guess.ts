import { nearest } from "../../diagnostics/nearest.ts";
import { secretsIn } from "../../diagnostics/secrets.ts";
import { guessDuration } from "../../values/duration.ts";
import { parseRatio } from "../../values/quantity.ts";
import { camelCase } from "../naming.ts";

/** What a text that isn't of a form most likely meant; undefined where that can't be told. */
export function guessOf(form: string, text: string): string | undefined {
  // Made into a name, a secret would no longer be known as one.
  if (text.length > 100 || secretsIn(text).length > 0) return undefined;
  const guess = GUESSES.get(form)?.(text);
  return guess === text ? undefined : guess;
}

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const GUESSES: ReadonlyMap<string, (text: string) => string | undefined> = new Map([
  ["duration", guessDuration],
  ["percentage", percentage],
  ["alert name", (text: string) => matching(/^[A-Z][A-Za-z0-9]*$/, camelCase(words(text).join("-")))],
  ["name", (text: string) => matching(/^[a-z][a-z0-9-]{0,59}$/, words(text).join("-").toLowerCase())],
  ["metric name", identifier],
  ["label name", identifier],
  ["room", (text: string) => matching(/^#[a-z0-9_-]+$/, `#${text.toLowerCase().replace(/\s+/g, "-")}`)],
  ["path", (text: string) => matching(/^\/[A-Za-z0-9._~/-]*$/, `/${text}`)],
  ["URL", (text: string) => matching(/^https:\/\/[A-Za-z0-9.-]+\.[A-Za-z0-9./:-]+$/, `https://${text}`)],
  ["address", (text: string) => matching(/^[A-Za-z0-9.-]+:\d{1,5}$/, text.replace(/^[a-z]+:\/\/|(?<=\d)\/.*$/g, ""))],
  ["weekdays", weekdays],
  ["hours of a day", hours],
]);

function matching(form: RegExp, guess: string): string | undefined {
  return form.test(guess) ? guess : undefined;
}

// Words are told apart by capitals and by everything that is no letter.
function words(text: string): readonly string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "");
}

function percentage(text: string): string | undefined {
  const guess = `${text
    .replace(/\s*(?:%|percent)\s*$/i, "")
    .trim()
    .replace(",", ".")}%`;
  return parseRatio(guess) === undefined ? undefined : guess;
}

function identifier(text: string): string | undefined {
  return matching(/^[a-zA-Z_][a-zA-Z0-9_]*$/, text.replace(/[^A-Za-z0-9]+/g, "_"));
}

function weekdays(text: string): string | undefined {
  const days = text
    .toLowerCase()
    .split(/[:–-]/)
    .map((part) => DAYS.find((day) => part.length >= 2 && day.startsWith(part)) ?? nearest(part, DAYS));
  return days.length <= 2 && !days.includes(undefined) ? days.join(":") : undefined;
}

function hours(text: string): string | undefined {
  const match = /^(\d{1,2})(?::(\d\d))?\s*[-–]\s*(\d{1,2})(?::(\d\d))?$/.exec(text);
  if (match === null) return undefined;
  const [, from = "", fromMinute = "00", to = "", toMinute = "00"] = match;
  const guess = `${from.padStart(2, "0")}:${fromMinute}-${to.padStart(2, "0")}:${toMinute}`;
  return guess === text || Number(from) > 23 || Number(to) > 24 ? undefined : guess;
}
