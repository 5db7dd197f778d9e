const digits = "0123456789";
const hexadecimals = `${digits}abcdefABCDEF`;

/** A place in a text that moves on over characters of a set. */
class Place {
  position: number;
  readonly text: string;

  constructor(text: string, position: number) {
    this.text = text;
    this.position = position;
  }

  is(set: string): boolean {
    const character = this.text.charAt(this.position);
    return character !== "" && set.includes(character);
  }

  take(set: string): boolean {
    const isThere = this.is(set);
    if (isThere) this.position++;
    return isThere;
  }

  get isEnd(): boolean {
    return this.position >= this.text.length;
  }
}

/** A part that may come once only, and what may not follow it. */
interface Part {
  readonly set: string;
  readonly signs: string;
  readonly notAfter: string;
  readonly once: boolean;
  readonly mayEnd: boolean;
}

const dot: Part = { set: ".", signs: "", notAfter: "_.", once: true, mayEnd: true };
const exponent: Part = { set: "eE", signs: "+-", notAfter: "._eE", once: true, mayEnd: false };
const underscore: Part = { set: "_", signs: "", notAfter: "._eE", once: false, mayEnd: false };
const parts = [dot, exponent, underscore];

/** Whether a part that stands here may: not twice, and not before what can't follow it. */
function takePart(place: Place, part: Part, seen: Set<Part>): boolean {
  if (part.once && seen.has(part)) return false;
  seen.add(part);
  place.take(part.set);
  place.take(part.signs);
  return !place.is(part.notAfter) && (part.mayEnd || !place.isEnd);
}

/** Digits with a point at most, and nothing behind them that could belong to them. */
const usual = /\d+(?:\.\d+)?(?![.\w])/y;

/**
 * The end of the number at a position, as Prometheus's lexer splits it off, or undefined where there is none. It is more
 * than a number: `0x1e+5` is one word, as the e begins an exponent where a run of digits doesn't swallow it.
 */
export function endOfNumber(text: string, start: number): number | undefined {
  usual.lastIndex = start;
  if (usual.test(text)) return usual.lastIndex;
  const place = new Place(text, start);
  const isHexadecimal = place.take("0") && place.take("xX");
  if (isHexadecimal) place.take("_");
  const isWhole = takeParts(place, isHexadecimal);
  return !isWhole || place.position === start || /\w/.test(text.charAt(place.position)) ? undefined : place.position;
}

/** Steps over digits and what stands between them; false where a part stands where it may not. */
function takeParts(place: Place, isHexadecimal: boolean): boolean {
  const set = isHexadecimal ? hexadecimals : digits;
  place.take(".");
  place.take(set);
  const seen = new Set<Part>();
  for (;;) {
    const part = parts.find((each) => place.is(each.set));
    if (!part) {
      if (!place.take(set)) return true;
      while (place.take(set));
    } else if (!takePart(place, part, seen) || (part === dot && isHexadecimal)) return false;
  }
}
