import { isObject } from "../promql/build/record.ts";

declare const placeholder: unique symbol;

/** Stands for a label's value, or for the alert's, in a text. It can be put into the text, nothing else. */
export interface Placeholder {
  readonly [placeholder]: true;
}

/** A text, or a function that puts placeholders into one; only labels that the condition keeps are offered. */
export type Text<L extends string> = string | ((placeholders: Readonly<Record<L | "value", Placeholder>>) => string);

/** The declaration's form of a text: `${service}` where a placeholder stands, `$${` where the author wrote `${`. */
export function textNode(text: unknown): unknown {
  if (typeof text === "string") return escaped(text);
  return typeof text === "function" ? rendered(text) : text;
}

// Marks that no text which can be typed contains; between them stands the placeholder's name.
const OPEN = "\uE000";
const CLOSE = "\uE001";

function rendered(write: Function): unknown {
  const misuses: string[] = [];
  const placeholders = new Proxy(Object.create(null), { get: (_, name) => stand(String(name), misuses) });
  const text: unknown = write(placeholders);
  const misuse = misuses[0];
  if (misuse !== undefined) return { misuse };
  if (typeof text !== "string") return { misuse: typeof text };
  return escaped(text).replaceAll(OPEN, "${").replaceAll(CLOSE, "}");
}

function stand(name: string, misuses: string[]): object {
  const mark = () => OPEN + name + CLOSE;
  return new Proxy(() => mark(), {
    get(_, property) {
      if (property === Symbol.toPrimitive || property === "toString") return mark;
      misuses.push(`${name}.${String(property)}`);
      return mark;
    },
  });
}

function escaped(text: string): string {
  return text.replaceAll("${", "$${");
}

/** The options with their texts in the declaration's form. */
export function withTexts(options: unknown, properties: readonly string[]): object {
  if (!isObject(options)) return {};
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, properties.includes(name) ? textNode(value) : value]),
  );
}
