const ESCAPE = /\\(?:([abfnrtv\\"])|x([0-9a-fA-F]{2})|([0-3][0-7]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y;

const CONTROL: Readonly<Record<string, number>> = {
  a: 0x07,
  b: 0x08,
  f: 0x0c,
  n: 0x0a,
  r: 0x0d,
  t: 0x09,
  v: 0x0b,
  "\\": 0x5c,
  '"': 0x22,
};

/** The text inside a double-quoted Go string literal, quotes included in the input; undefined where it is no such literal or no UTF-8. */
export function unquote(literal: string): string | undefined {
  const inner = literal.slice(1, -1);
  if (inner.includes("\n")) return undefined;
  if (!inner.includes("\\")) return inner;
  const bytes = resolveEscapes(inner);
  return bytes === undefined ? undefined : decode(bytes);
}

/** Escapes such as `\xC3` stand for single bytes, so text comes together only at the end. */
function resolveEscapes(inner: string): readonly Uint8Array[] | undefined {
  const parts: Uint8Array[] = [];
  let position = 0;
  while (position < inner.length) {
    const backslash = inner.indexOf("\\", position);
    const end = backslash === -1 ? inner.length : backslash;
    parts.push(Buffer.from(inner.slice(position, end)));
    if (backslash === -1) break;
    ESCAPE.lastIndex = backslash;
    const sequence = ESCAPE.exec(inner);
    const bytes = sequence === null ? undefined : bytesOf(sequence);
    if (bytes === undefined) return undefined;
    parts.push(bytes);
    position = ESCAPE.lastIndex;
  }
  return parts;
}

function bytesOf(sequence: RegExpExecArray): Uint8Array | undefined {
  const [, control, hex, octal, short, long] = sequence;
  if (control !== undefined) return Uint8Array.of(Number(CONTROL[control]));
  if (hex !== undefined) return Uint8Array.of(Number.parseInt(hex, 16));
  if (octal !== undefined) return Uint8Array.of(Number.parseInt(octal, 8));
  return bytesOfPoint(Number.parseInt(String(short ?? long), 16));
}

function bytesOfPoint(point: number): Uint8Array | undefined {
  const isSurrogate = point >= 0xd800 && point <= 0xdfff;
  return point > 0x10ffff || isSurrogate ? undefined : Buffer.from(String.fromCodePoint(point));
}

function decode(parts: readonly Uint8Array[]): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.concat(parts));
  } catch {
    return undefined;
  }
}
