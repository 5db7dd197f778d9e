declare const placeholder: unique symbol;

/** Stands for a label's value, or for the alert's, in a text. It can be put into the text, nothing else. */
export interface Placeholder {
  readonly [placeholder]: true;
}

/** A text, or a function that puts placeholders into one; only labels that the condition keeps are offered. */
export type Text<L extends string> = string | ((placeholders: Readonly<Record<L | "value", Placeholder>>) => string);

const OPEN = "\uE000";
const CLOSE = "\uE001";

/**
 * The declaration's form of a text: `${service}` where a placeholder stands; of dollars that the author wrote before
 * such a place, or before a brace, each is there twice.
 */
export function textNode(text: unknown): { readonly text: unknown; readonly misuse?: string } {
  if (typeof text === "string") return { text: escaped(text) };
  return typeof text === "function"
    ? rendered((placeholders) => Reflect.apply(text, undefined, [placeholders]))
    : { text };
}

// OPEN and CLOSE are private characters around a placeholder's name, until what the author wrote is escaped.
function rendered(write: (placeholders: object) => unknown): { readonly text: unknown; readonly misuse?: string } {
  const misuses: string[] = [];
  const placeholders = new Proxy(Object.create(null), { get: (_, name) => stand(String(name), misuses) });
  const text = written(write, placeholders, misuses);
  const [misuse] = [...misuses, ...(typeof text === "string" ? [] : [resultOf(text)])];
  if (misuse !== undefined) return { text: "", misuse };
  return { text: escaped(String(text)).replaceAll(OPEN, "${").replaceAll(CLOSE, "}") };
}

function written(write: (placeholders: object) => unknown, placeholders: object, misuses: string[]): unknown {
  try {
    return write(placeholders);
  } catch (error) {
    misuses.push(`an expression that fails: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function resultOf(text: unknown): string {
  return typeof text === "function" ? "a placeholder without a text around it" : `a result of type ${typeof text}`;
}

// Whatever is done to a placeholder gives a placeholder again, so that the first misuse doesn't end in an exception.
function stand(name: string, misuses: string[]): object {
  const mark = OPEN + name + CLOSE;
  const text = (hint: unknown): string => {
    if (hint !== "string") misuses.push(`${name} in an operation`);
    return mark;
  };
  const itself: object = new Proxy(() => undefined, {
    get(_, property) {
      if (property === Symbol.toPrimitive) return text;
      if (property === "toString") return () => mark;
      misuses.push(`${name}.${String(property)}`);
      return itself;
    },
    apply() {
      misuses.push(`${name}()`);
      return itself;
    },
  });
  return itself;
}

function escaped(text: string): string {
  return text.replace(/\$+(?=[{\uE000])/g, "$&$&");
}
