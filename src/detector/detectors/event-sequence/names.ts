/** Numbers for names; 0 stands for the beginning of a sequence, 1 for all names beyond the limit. */
export class Names {
  readonly #most: number;
  readonly #numbers = new Map<string, number>();
  readonly #names: string[] = [];

  constructor(most: number, names: readonly string[] = []) {
    this.#most = most;
    for (const name of names) this.numberOf(name);
  }

  /** How many different numbers a name can have by now. */
  get size(): number {
    return this.#names.length + 1;
  }

  /** The number of a name, which is known from now on if there is room. */
  numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    if (this.#names.length >= this.#most) return OTHER;
    this.#names.push(name);
    this.#numbers.set(name, this.#names.length + 1);
    return this.#names.length + 1;
  }

  /** The number of a name, which stays unknown if it is. */
  lookUp(name: string): number {
    return this.#numbers.get(name) ?? OTHER;
  }

  nameOf(number: number | undefined): string {
    return this.#names[(number ?? 0) - 2] ?? "";
  }

  toJSON(): readonly string[] {
    return this.#names;
  }
}

/** The beginning of a sequence. */
export const BEGINNING = 0;

const OTHER = 1;
