/** What names are given to, where other declarations use them. */
export type Named =
  | "alerts"
  | "series"
  | "slos"
  | "drift"
  | "detectors"
  | "channels"
  | "schedules"
  | "teams"
  | "scrapes"
  | "dashboards"
  | "logs";

/** What has only got another name: what it was called before, so that whoever refers to it isn't taken for changed. */
export class Names {
  readonly #before: ReadonlyMap<string, string>;

  constructor(before: ReadonlyMap<string, string> = new Map()) {
    this.#before = before;
  }

  /** The name before of what has this name now. */
  was(what: Named, name: string): string {
    return this.#before.get(`${what}/${name}`) ?? name;
  }

  /** Knows more names that were replaced. */
  with(replaced: readonly (readonly [what: Named, before: string, after: string])[]): Names {
    const added = replaced.map(([what, before, after]) => [`${what}/${after}`, before] as const);
    return new Names(new Map([...this.#before, ...added]));
  }
}
