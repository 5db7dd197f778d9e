/** What a stand-in looks like; nothing that has it in it gets one. */
const MARK = "zz_";
const STAND_IN = /zz_[mv](\d+)_zz/g;

/** Texts that mean the same in a metric's place, in quotes, and in a sentence. */
const PLAIN = /^[A-Za-z0-9_.:/ -]+$/;
const METRIC = /^[A-Za-z_:][A-Za-z0-9_:]*$/;

/** Gives out stand-ins for names, numbered as they are asked for, and puts the names back. */
export class Names {
  readonly #originals: string[] = [];
  readonly #metrics = new Map<string, string>();
  readonly #values = new Map<string, string>();
  readonly #issued = new Map<string, Set<string>>();
  #isAmbiguous = false;

  /** Whether something that has no stand-in looks like one, so that names can't be put back. */
  get isAmbiguous(): boolean {
    return this.#isAmbiguous;
  }

  /** A text that stays as it is. */
  kept(text: string): string {
    if (text.includes(MARK)) this.#isAmbiguous = true;
    return text;
  }

  /** The stand-in of a metric; `family`: the histogram that it is a part of, or itself. */
  metric(name: string, family: string): string {
    const [whole, rest] = name.startsWith(family) ? [family, name.slice(family.length)] : [name, ""];
    // Every target has it, and it is known for what it is.
    if (name === "up" || !METRIC.test(whole) || whole.includes(MARK)) return this.kept(name);
    return this.#standIn(this.#metrics, "m", whole) + rest;
  }

  /** The stand-in of a label's value. */
  value(label: string, value: string): string {
    const hasStandIn = PLAIN.test(value) && !value.includes(MARK);
    const given = hasStandIn ? this.#standIn(this.#values, "v", value) : this.kept(value);
    const issued = this.#issued.get(label) ?? new Set();
    this.#issued.set(label, issued.add(given));
    return given;
  }

  #standIn(known: Map<string, string>, sort: string, original: string): string {
    const found = known.get(original);
    if (found !== undefined) return found;
    const made = `${MARK}${sort}${this.#originals.push(original) - 1}_zz`;
    known.set(original, made);
    return made;
  }

  /** A text with the names in the places of their stand-ins. */
  readonly named = (text: string): string =>
    text.includes(MARK) ? text.replace(STAND_IN, (_, index: string) => this.#originals[Number(index)] ?? "") : text;

  /** Whether values of a label, beside those that were asked for, are still told apart when the names are back. */
  areDistinct(label: string, values: Iterable<string>): boolean {
    const all = new Set([...values, ...(this.#issued.get(label) ?? [])]);
    return new Set([...all].map(this.named)).size === all.size;
  }
}
