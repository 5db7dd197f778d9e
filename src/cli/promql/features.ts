import { nearest } from "../../diagnostics/nearest.ts";
import type { CheckOptions } from "../../promql/syntax/check.ts";
import { UsageError } from "../exit.ts";

const EXPERIMENTAL_FUNCTIONS = "promql-experimental-functions";
const EXTENDED_RANGES = "promql-extended-range-selectors";
const FILL = "promql-binop-fill-modifiers";
const DURATIONS = "promql-duration-expr";

/** What turns on words that are no functions, by what findings call them. */
const WORDS: Readonly<Record<string, string>> = {
  "extended range selectors": EXTENDED_RANGES,
  "fill modifiers": FILL,
  "duration expressions": DURATIONS,
};

/** Features of Prometheus that change what a query gives or costs, not whether it is one. */
const NO_SYNTAX = [
  "promql-delayed-name-removal",
  "promql-per-step-stats",
  "promql-at-modifier",
  "promql-negative-offset",
];

/** What the Prometheus that expressions are for has turned on. */
export type Features = Required<CheckOptions>;

/**
 * The features that `--enable-feature` names, as Prometheus takes it: several times, or several with commas. Features of
 * others than PromQL mean nothing here, and are let pass.
 */
export function featuresOf(given: readonly string[]): Features {
  const names = given.flatMap((list) => list.split(",")).map((name) => name.trim());
  const known = [EXPERIMENTAL_FUNCTIONS, ...Object.values(WORDS), ...NO_SYNTAX];
  const unknown = names.find((name) => name === "" || (name.startsWith("promql") && !known.includes(name)));
  if (unknown !== undefined) {
    const meant = nearest(unknown, known);
    throw new UsageError(
      `Prometheus has no feature '${unknown}' of PromQL`,
      meant === undefined ? `there is ${known.slice(0, 4).join(", ")}` : `did you mean ${meant}?`,
    );
  }
  return {
    experimentalFunctions: names.includes(EXPERIMENTAL_FUNCTIONS),
    extendedRangeSelectors: names.includes(EXTENDED_RANGES),
    fillModifiers: names.includes(FILL),
    durationExpressions: names.includes(DURATIONS),
  };
}

/** The name that turns something experimental on. */
export function featureFor(experimental: string): string {
  return WORDS[experimental] ?? EXPERIMENTAL_FUNCTIONS;
}
