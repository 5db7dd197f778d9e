import { kind } from "../diagnostic.ts";

/** An alert on the highest or lowest few of many series. */
export const selectedFew = kind({
  code: "MG2148",
  name: "alert/selected-few",
  severity: "warning",
  title: "other series may be selected at any time",
  reason: ({ operator }: { operator: string }) =>
    `which series ${operator}() returns changes between evaluations; each change resolves one alert and begins another`,
  suggestion: () => "compare all series with the bound, or aggregate what is selected",
});

/** A quotient of two jobs' sums that is believed at once. */
export const unsettledQuotient = kind({
  code: "MG2147",
  name: "alert/unsettled-quotient",
  severity: "warning",
  title: "quotient of two jobs is believed at once",
  reason: ({ left, right }: { left: string; right: string }) =>
    `after Prometheus starts, the targets of ${left} and ${right} are scraped one after the other, and the first sums are of some of them only`,
  suggestion: () => "wait for two scrapes at least: for: 2m",
});

/** An aggregate of quotients, one of which may be no number. */
export const nanInAggregate = kind({
  code: "MG2153",
  name: "promql/nan",
  severity: "warning",
  title: "one division by zero spoils the aggregate",
  reason: ({ operator, division }: { operator: string; division: string }) =>
    `where the right of '${division}' is 0 there is NaN or an infinity, and ${operator}() of it and all others is that, too`,
  suggestion: () => "leave such series out: … / (… > 0)",
});

/** The kinds of this file. */
export const lintingKinds = [selectedFew, unsettledQuotient, nanInAggregate];
