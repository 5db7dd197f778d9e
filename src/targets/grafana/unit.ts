import type { Unit } from "../../values/quantity.ts";

/** How Grafana writes the numbers of a unit, and what it says beside the axis where its own list lacks the unit. */
export interface Display {
  readonly unit: string;
  readonly axisLabel: string;
}

const KNOWN: ReadonlyMap<Unit, string> = new Map([
  ["", "short"],
  ["seconds", "s"],
  ["ratio", "percentunit"],
  ["bytes", "bytes"],
  ["celsius", "celsius"],
  ["volts", "volt"],
  ["amperes", "amp"],
  ["joules", "joule"],
  ["watts", "watt"],
  ["grams", "massg"],
  ["meters", "lengthm"],
  ["hertz", "hertz"],
  ["bytes/s", "binBps"],
  ["requests/s", "reqps"],
  ["operations/s", "ops"],
  ["events/s", "eps"],
  ["reads/s", "rps"],
  ["writes/s", "wps"],
  ["messages/s", "mps"],
  ["rows/s", "rowsps"],
  ["records/s", "recps"],
  ["/s", "cps"],
]);

const CURRENCIES: ReadonlySet<string> = new Set(
  `BGN BRL BTC CHF CZK DKK EUR GBP IDR ILS INR ISK JPY KRW MYR NOK PHP PLN PYG RUB SEK TRY UAH USD UYU VND XPF ZAR`.split(
    " ",
  ),
);

/** Grafana's unit for one of ours; counts of anything else are short numbers whose axis says what they count. */
export function displayOf(unit: Unit): Display {
  const known = KNOWN.get(unit);
  if (known !== undefined) return { unit: known, axisLabel: "" };
  if (CURRENCIES.has(unit)) return { unit: `currency${unit}`, axisLabel: "" };
  if (unit === "seconds/s") return { unit: "percentunit", axisLabel: "" };
  return { unit: "short", axisLabel: unit };
}
