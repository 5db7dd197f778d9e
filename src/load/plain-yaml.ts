import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, type ScalarEvent } from "js-yaml";
import { RESERVED_KEY } from "./recording.ts";

/**
 * The data of a YAML text of maps, lists and scalars, read in a fraction of the time that positions take; undefined where
 * the text is anything more, or where it may be wrong: the reader with positions decides then, and says why.
 */
export function plainYaml(text: string): { readonly data: unknown } | undefined {
  if (UNUSUAL.test(text)) return undefined;
  try {
    return { data: new PlainReader(text).document() };
  } catch {
    return undefined;
  }
}

/**
 * Tabs, and breaks other than a line feed: readers differ in where they let them stand. And escapes of eight digits, which
 * may lie beyond Unicode.
 */
const UNUSUAL = /[\t\r\u0085\u2028\u2029\ufeff]|\\U|^(?:\.\.\.| +---)/m;

/** What the other reader shall look at. */
class NotPlain extends Error {}

class PlainReader {
  readonly #text: string;
  readonly #events: readonly Event[];
  #next = 0;

  constructor(text: string) {
    this.#text = text;
    this.#events = parseEvents(text, { maxDepth: MOST_DEPTH });
  }

  document(): unknown {
    const event = this.#take();
    if (event.type !== EVENT_ID.DOCUMENT || event.explicitEnd || event.directives.length > 0) throw new NotPlain();
    const data = this.#value(this.#take());
    if (typeof data !== "object" || data === null) throw new NotPlain();
    if (this.#take().type !== EVENT_ID.POP || this.#next < this.#events.length) throw new NotPlain();
    return data;
  }

  #take(): Event {
    const event = this.#events[this.#next++];
    if (event === undefined) throw new NotPlain();
    return event;
  }

  #value(event: Event): unknown {
    if (event.type === EVENT_ID.SCALAR) return this.#scalar(event);
    if (event.type !== EVENT_ID.MAPPING && event.type !== EVENT_ID.SEQUENCE) throw new NotPlain();
    if (event.anchorStart >= 0 || event.tagStart >= 0) throw new NotPlain();
    return event.type === EVENT_ID.MAPPING ? this.#map() : this.#list();
  }

  #map(): Readonly<Record<string, unknown>> {
    const record: Record<string, unknown> = Object.create(null);
    for (let event = this.#take(); event.type !== EVENT_ID.POP; event = this.#take()) {
      const key = this.#key(event);
      if (key in record) throw new NotPlain();
      const value = this.#take();
      if (this.#isUnderComment(event, value)) throw new NotPlain();
      record[key] = this.#value(value);
    }
    return record;
  }

  // Readers differ in whether a comment may stand between a key and its text.
  #isUnderComment(key: Event, value: Event): boolean {
    if (key.type !== EVENT_ID.SCALAR || value.type !== EVENT_ID.SCALAR) return false;
    return value.valueStart > key.valueEnd + 4 && this.#text.slice(key.valueEnd, value.valueStart).includes("#");
  }

  #list(): readonly unknown[] {
    const items: unknown[] = [];
    for (let event = this.#take(); event.type !== EVENT_ID.POP; event = this.#take()) items.push(this.#value(event));
    return items;
  }

  #key(event: Event): string {
    const key = event.type === EVENT_ID.SCALAR ? this.#scalar(event) : undefined;
    if (typeof key !== "string" || key === RESERVED_KEY || key === "<<" || key.length > LONGEST_KEY)
      throw new NotPlain();
    return key;
  }

  #scalar(event: ScalarEvent): unknown {
    if (event.anchorStart >= 0 || event.tagStart >= 0) throw new NotPlain();
    const text = getScalarValue(this.#text, event);
    if (event.style === SCALAR_STYLE.PLAIN) return MAY_BE_NO_TEXT.test(text) ? this.#resolved(text) : text;
    if (!event.fast && this.#isIntricate(event, text)) throw new NotPlain();
    return text;
  }

  // Readers differ in the blanks of such scalars.
  #isIntricate({ style, valueStart, valueEnd }: ScalarEvent, text: string): boolean {
    if (style === SCALAR_STYLE.SINGLE_QUOTED) return false;
    if (style === SCALAR_STYLE.DOUBLE_QUOTED) return this.#text.slice(valueStart, valueEnd).includes("\\\n");
    const header = this.#text.slice(this.#text.lastIndexOf("\n", valueStart - 2) + 1, valueStart);
    return text.trim() === "" || /[|>][-+]?\d/.test(header);
  }

  #resolved(text: string): unknown {
    // What looks like a comment may be meant as the value.
    if (text === "" && this.#text.includes("#")) throw new NotPlain();
    if (NULL.test(text)) return null;
    if (BOOLEAN.test(text)) return text.startsWith("t") || text.startsWith("T");
    if (NUMBER.test(text) && text.length <= LONGEST_NUMBER) return Number(text);
    if (OTHER_NUMBER.test(text)) throw new NotPlain();
    return text;
  }
}
/** Fewer than the other reader takes. */
const MOST_DEPTH = 100;

/** Of a longer key YAML asks that it be written otherwise. */
const LONGEST_KEY = 500;

/** What begins as a null, a truth or a number does. */
const MAY_BE_NO_TEXT = /^(?:[-+.\d~tTfFnN]|$)/;
const NULL = /^(?:~|[Nn]ull|NULL)?$/;
const BOOLEAN = /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/;
const NUMBER = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)$/;

/** Of more digits not all survive. */
const LONGEST_NUMBER = 15;
const OTHER_NUMBER = /^(?:0[ox][\da-f]+|[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|[-+]?\.(?:inf|nan))$/i;
