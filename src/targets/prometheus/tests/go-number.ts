/** A number as Go's `%.4g` prints it: four significant digits, no trailing zeros, an exponent of two digits. */
export function goG4(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  return value === 0 ? zero(value) : finite(value);
}

function zero(value: number): string {
  return Object.is(value, -0) ? "-0" : "0";
}

function finite(value: number): string {
  const [digits = "", exponentText = "0"] = fourDigits(value).split("e");
  const exponent = Number(exponentText);
  const trimmed = digits.replace(/\.?0+$/, "");
  if (exponent >= -4 && exponent < 4) return plain(Number(`${trimmed}e${exponent}`));
  return `${trimmed}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

// Of two that are equally near, Go takes the even one, and JavaScript the larger.
function fourDigits(value: number): string {
  const [exact = "", exponent = "0"] = value.toExponential(60).split("e");
  const [head, tail] = [exact.replace("-", "").slice(0, 5), exact.replace("-", "").slice(5)];
  const isTie = /^50*$/.test(tail) && /[02468]$/.test(head);
  return isTie ? `${value < 0 ? "-" : ""}${head}e${exponent}` : value.toExponential(3);
}

function plain(value: number): string {
  return Math.abs(value) >= 1e-4 ? String(value) : value.toFixed(8).replace(/0+$/, "");
}
