/** A number as Go reads it (`0x1f`, octal `017`, `1_000`, `Inf`), or undefined where Go refuses it. */
export function readNumber(text: string): number | undefined {
  if (/^(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/.test(text)) return Number(text);
  if (/^inf$/i.test(text)) return Number.POSITIVE_INFINITY;
  if (/^nan$/i.test(text)) return Number.NaN;
  if (/__|_(?:$|[.eE])|[.eE][+-]?_/.test(text)) return undefined;
  const digits = text.replaceAll("_", "");
  if (/^0[0-7]+$/.test(digits)) return Number.parseInt(digits, 8);
  if (/^0x[0-9a-f]+$/i.test(digits)) return BigInt(digits) < 2n ** 63n ? Number(digits) : undefined;
  const value = Number(digits);
  return Number.isFinite(value) ? value : undefined;
}
