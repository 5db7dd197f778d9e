import type { Text } from "../program/text.ts";
import { md } from "../targets/documents/markdown/markdown.ts";
import type { Detail } from "./change.ts";
import { lineDifference } from "./lines.ts";
import { LONGEST_VALUE, shownText } from "./shown.ts";

/** A text with its placeholders as authors of YAML write them: `${service} fails`. */
export function writtenText(text: Text): string {
  return text
    .map((part) => ("literal" in part ? part.literal : `\${${"label" in part ? part.label : "value"}}`))
    .join("");
}

/** Says that a text reads otherwise: within the clause where both are short, line by line where they aren't. */
export function textDetails(property: string, before: string, after: string): readonly Detail[] {
  if (before === after) return [];
  const isLong = [before, after].some((text) => text.length > LONGEST_VALUE || text.includes("\n"));
  const [old, now] = [shownText(before), shownText(after)];
  if (!isLong && old.text === now.text) return [{ property, words: md`${property} has other spaces` }];
  if (!isLong) return [{ property, words: md`${property}: ${now} instead of ${old}` }];
  const words = before === "" ? md`has a ${property} now` : after === "" ? md`has no ${property} any more` : undefined;
  return [{ property, words: words ?? md`${property} reads otherwise`, lines: lineDifference(before, after) }];
}

/** A text without its numbers: what is left where only numbers follow from something else. */
export function withoutNumbers(text: string): string {
  return text.replaceAll(/\d+(?:\.\d+)?\s?(?:%|ms|[smhdwy])?(?:\d+(?:ms|[smhd]))*/g, "#");
}
