import { samplesOf } from "../../../../promql/solve/regex-sample.ts";
import { type Labels, type Matcher, matches } from "../../../../routing/matchers.ts";
import { type RaisedAlert, valuesOf } from "./raised.ts";

/** A value that no author writes: it stands for all that no matcher speaks of. */
const UNHEARD = "some other value";

/** More label sets of one alert than this are not looked at: nothing is said of it then. */
const MOST = 2000;

/** For each label that matchers are about: these matchers. */
export type MatchersByLabel = ReadonlyMap<string, readonly Matcher[]>;

/** Matchers by the label that they are about, each once. */
export function byLabel(matchers: readonly Matcher[]): MatchersByLabel {
  const all = new Map<string, Map<string, Matcher>>();
  for (const matcher of matchers) {
    const known = all.get(matcher.name) ?? new Map<string, Matcher>();
    if (known.size === 0) all.set(matcher.name, known);
    known.set(`${matcher.operator}${matcher.value}`, matcher);
  }
  return new Map([...all].map(([name, some]) => [name, [...some.values()]]));
}

/** Values of a label that matchers tell apart: what they name, what their patterns match, nothing, and something else. */
export function candidateValues(matchers: readonly Matcher[]): readonly string[] {
  const named = matchers.flatMap(({ operator, value }) => (operator.endsWith("~") ? samplesOf(value) : [value]));
  return [...new Set([UNHEARD, "", ...named])];
}

/**
 * One label set for each set of an alert's label sets that the matchers tell apart, and the values of some labels where
 * these matter themselves; undefined where these are too many.
 */
export function representatives(
  alert: RaisedAlert,
  matchers: MatchersByLabel,
  compared: readonly string[] = [],
): readonly Labels[] | undefined {
  let all: Labels[] = [{}];
  for (const [name, about] of matchers) {
    const possible = valuesOf(alert, name) ?? anyValues(alert, name, about);
    const values = compared.includes(name) ? possible : distinguished(name, possible, about);
    if (all.length * values.length > MOST) return undefined;
    all = all.flatMap((labels) => values.map((value) => ({ ...labels, [name]: value })));
  }
  return all;
}

// A label that is named is there; one that is only possible may be missing.
function anyValues(alert: RaisedAlert, name: string, about: readonly Matcher[]): readonly string[] {
  const values = candidateValues(about);
  return Object.hasOwn(alert.labels, name) ? values.filter((value) => value !== "") : values;
}

function distinguished(name: string, values: readonly string[], about: readonly Matcher[]): readonly string[] {
  if (values.length < 2) return values;
  const answers = (value: string) => about.map((matcher) => (matches(matcher, { [name]: value }) ? "1" : "0")).join("");
  return [...new Map(values.map((value) => [answers(value), value])).values()];
}

/** Whether a matcher takes more than it spells out, so that trying values can't show all that it does. */
export function isFuzzy({ operator, value }: Matcher): boolean {
  return operator.endsWith("~") && /[.*+?()[\]{}^$\\]/.test(value) && value !== ".*" && value !== ".+";
}
