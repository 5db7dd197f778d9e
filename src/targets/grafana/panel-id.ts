const SPACE = 999_983;

/**
 * Gives each key of a dashboard a number that depends on the key alone, so that links to a panel survive when others
 * come and go; the rare second key of the same number takes the next free one.
 */
export class PanelIds {
  readonly #taken = new Set<number>();

  /** The number of a panel: its section and title. */
  take(section: string, title: string): number {
    let id = hash(`${section}\n${title}`);
    while (this.#taken.has(id)) id = (id % SPACE) + 1;
    this.#taken.add(id);
    return id;
  }
}

/** FNV-1a over UTF-16 units, 1 to 999983. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  return ((state >>> 0) % SPACE) + 1;
}
