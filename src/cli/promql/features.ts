import { nearest } from "../../diagnostics/nearest.ts";
import { UsageError } from "../exit.ts";

const EXPERIMENTAL_FUNCTIONS = "promql-experimental-functions";

/** Features whose words are recognised and not read yet, by Prometheus's names of them, and what they are called in findings. */
const NOT_READ: Readonly<Record<string, string>> = {
  "promql-duration-expr": "duration expressions",
  "promql-extended-range-selectors": "extended range selectors",
  "promql-binop-fill-modifiers": "fill modifiers",
};

/** Features of Prometheus that change what a query gives or costs, not whether it is one. */
const NO_SYNTAX = [
  "promql-delayed-name-removal",
  "promql-per-step-stats",
  "promql-at-modifier",
  "promql-negative-offset",
];

/** What the Prometheus that expressions are for has turned on. */
export interface Features {
  readonly experimentalFunctions: boolean;
  /** What is turned on and can't be judged here, as findings call it. */
  readonly notRead: ReadonlySet<string>;
}

/**
 * The features that `--enable-feature` names, as Prometheus takes it: several times, or several with commas. Features of
 * others than PromQL mean nothing here, and are let pass.
 */
export function featuresOf(given: readonly string[]): Features {
  const names = given.flatMap((list) => list.split(",")).map((name) => name.trim());
  const known = [EXPERIMENTAL_FUNCTIONS, ...Object.keys(NOT_READ), ...NO_SYNTAX];
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
    notRead: new Set(names.flatMap((name) => NOT_READ[name] ?? [])),
  };
}

/** The name that turns something experimental on. */
export function featureFor(experimental: string): string {
  const [name] = Object.entries(NOT_READ).find(([, word]) => word === experimental) ?? [EXPERIMENTAL_FUNCTIONS];
  return name;
}
