/** A map that holds at most so many keys: the one that was set longest ago leaves first. */
export class RecentMap<V> {
  readonly #most: number;
  readonly #entries: Map<string, V>;

  /** From entries in the order in which they were set. */
  constructor(most: number, entries: Iterable<readonly [string, V]> = []) {
    this.#most = most;
    this.#entries = new Map(entries);
  }

  get(key: string): V | undefined {
    return this.#entries.get(key);
  }

  /** Sets a key, which is the last to leave then. */
  set(key: string, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#most) return;
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined) this.#entries.delete(oldest);
  }

  /** The entries, in the order in which they were set. */
  toJSON(): readonly (readonly [string, V])[] {
    return [...this.#entries];
  }
}
