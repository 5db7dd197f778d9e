import { readFileSync } from "node:fs";
import { Ajv } from "ajv";

const file = new URL(import.meta.resolve("@microsoft/jest-sarif"));
const {
  $schema: _draft,
  id: _id,
  ...schema
} = JSON.parse(readFileSync(new URL("schemas/sarif-2.1.0-rtm.5.json", file), "utf8"));
const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true, unicodeRegExp: false }).compile(
  schema,
);

/** What the schema of SARIF 2.1.0 finds wrong with a log. */
export function wrongWith(log: string): readonly string[] {
  validate(JSON.parse(log));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}

/** The text of a message without placeholders and links, as SARIF's readers show it; those that it has are marked. */
export function shownMessage(text: string): string {
  const placeholders = /(\{+)(\d+)(\}+)/g;
  const half = (braces: string): string => braces.slice(braces.length / 2);
  return text
    .replace(placeholders, (_, left: string, number: string, right: string) =>
      left.length % 2 === 1 || right.length % 2 === 1 ? "<placeholder>" : `${half(left)}${number}${half(right)}`,
    )
    .replace(/(\\*)\]\(/g, (_, slashes: string) =>
      slashes.length % 2 === 0 ? "<link>" : `${slashes.slice((slashes.length + 1) / 2)}](`,
    );
}
