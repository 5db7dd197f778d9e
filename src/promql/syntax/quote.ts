const simple: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  "\\": 92,
  '"': 34,
  "'": 39,
};
const escapes = /\\(?:([abfnrtv\\"'])|([0-7]{3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/g;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const strictDecoder = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });

/** The bytes of a text with escapes, as one like `\xe2` names a byte and not a character. */
function bytesOf(body: string): Uint8Array {
  const bytes: number[] = [];
  let last = 0;
  for (const match of body.matchAll(escapes)) {
    bytes.push(...encoder.encode(body.slice(last, match.index)));
    last = match.index + match[0].length;
    const [, letter, octal, hex, short, long] = match;
    if (letter !== undefined) bytes.push(Number(simple[letter]));
    else if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else if (hex !== undefined) bytes.push(Number.parseInt(hex, 16));
    else bytes.push(...encoder.encode(String.fromCodePoint(Number.parseInt(String(short ?? long), 16))));
  }
  bytes.push(...encoder.encode(body.slice(last)));
  return new Uint8Array(bytes);
}

/** Whether the bytes that the escapes of an accepted string literal name are no UTF-8. */
export function hasBrokenEncoding(literal: string): boolean {
  if (!unquote(literal).includes("\ufffd")) return false;
  try {
    strictDecoder.decode(bytesOf(literal.slice(1, -1)));
    return false;
  } catch {
    return true;
  }
}

/** The value of a string literal that the scanner accepted. Bytes that are no UTF-8 become U+FFFD. */
export function unquote(literal: string): string {
  const body = literal.slice(1, -1);
  if (literal.startsWith("`") || !body.includes("\\")) return body;
  return decoder.decode(bytesOf(body));
}

const named: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\", '"': '\\"' };

/** A string as a double-quoted PromQL literal. */
export function quote(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must be escaped.
  const body = value.replace(/[\u0000-\u001f\u007f"\\\ufffd]|\p{Cs}/gu, (character) => {
    const code = Number(character.codePointAt(0));
    if (code >= 0x80) return "\\ufffd";
    return named[character] ?? `\\x${code.toString(16).padStart(2, "0")}`;
  });
  return `"${body}"`;
}
