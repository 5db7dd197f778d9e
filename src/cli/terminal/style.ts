/** Paints texts, or leaves them as they are. */
export interface Style {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly cyan: Paint;
}

/** Puts a text between the codes of a terminal, or gives it back. */
export type Paint = (text: string) => string;

/** The styles of a terminal; without colour each gives its text back. */
export function styleOf(color: boolean): Style {
  const paint =
    (code: number): Paint =>
    (text) =>
      color && text !== "" ? `\u001b[${code}m${text}\u001b[0m` : text;
  return { bold: paint(1), dim: paint(2), red: paint(31), green: paint(32), yellow: paint(33), cyan: paint(36) };
}

/** What decides about colour. */
export interface ColorWish {
  /** `--color` or `--no-color`; undefined where neither was given. */
  readonly flag: boolean | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTerminal: boolean;
}

/** Whether a stream is coloured: the flag, then FORCE_COLOR, then NO_COLOR, then whether it is a terminal that can. */
export function wantsColor({ flag, env, isTerminal }: ColorWish): boolean {
  if (flag !== undefined) return flag;
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: term } = env;
  if (force !== undefined && force !== "") return force !== "0" && force !== "false";
  if (no !== undefined && no !== "") return false;
  return isTerminal && term !== "dumb";
}
