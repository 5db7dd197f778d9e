import { kind } from "../diagnostic.ts";
import { allOf } from "../nearest.ts";

/** A text whose number isn't the condition's. */
export const otherNumber = kind({
  code: "MG2136",
  name: "text/other-number",
  severity: "warning",
  title: "text says another bound than the condition",
  reason: ({ said, bounds, wait }: { said: string; bounds: readonly string[]; wait?: string }) =>
    `the text says '${said}', the ${wait === undefined ? `condition compares with ${allOf(bounds)}` : `alert waits for ${wait}`}`,
  suggestion: () => "correct whichever of the two is wrong, or let the text say ${value}",
});

/** A name or text that says the opposite of the comparison. */
export const otherDirection = kind({
  code: "MG2137",
  name: "text/other-direction",
  severity: "warning",
  title: "comparison is the other way round than the words",
  reason: ({ words, operator, left }: { words: string; operator: string; left: string }) =>
    `'${words}' and '${operator}' don't go together: the alert fires while ${left} is ${/^(>|above|atL)/.test(operator) ? "high" : "low"}`,
  suggestion: ({ operator }) => `did you mean '${OPPOSITE[operator] ?? operator}'?`,
});

const OPPOSITE: Readonly<Record<string, string>> = {
  ">": "<",
  ">=": "<=",
  "<": ">",
  "<=": ">=",
  above: "below",
  atLeast: "atMost",
  below: "above",
  atMost: "atLeast",
};

/** A condition that holds while nothing is wrong. */
export const firesWhenHealthy = kind({
  code: "MG2138",
  name: "alert/fires-when-healthy",
  severity: "error",
  title: "alert fires while nothing is wrong",
  reason: ({ left, state, operator, bound }: { left: string; state: string; operator: string; bound: string }) =>
    `${left} ${state}, and that is ${WORDS[operator] ?? operator} ${bound}: the alert would fire then, and fall silent when something breaks`,
  suggestion: ({ operator }) => {
    const meant = OPPOSITE[operator];
    return meant === undefined ? "compare with == 0" : `did you mean '${meant}'?`;
  },
});

const WORDS: Readonly<Record<string, string>> = {
  "<": "less than",
  "<=": "at most",
  ">": "more than",
  ">=": "at least",
  "==": "exactly",
  "!=": "not",
};

/** A more urgent alert on the same values that fires earlier than a less urgent one. */
export const tiersReversed = kind({
  code: "MG2139",
  name: "alert/tiers-reversed",
  severity: "error",
  title: "the more urgent of two tiers fires first",
  reason: ({ urgent, lax, other, strict }: { urgent: string; lax: string; other: string; strict: string }) =>
    `${urgent} fires from ${lax} on, ${other} on the same values only from ${strict}: nobody is told gently before it becomes urgent`,
  suggestion: () => "swap the two bounds, or the severities",
});

/** A condition that would have to hold without a gap for many windows in a row. */
export const forOutlivesWindow = kind({
  code: "MG2140",
  name: "alert/for-outlives-window",
  severity: "warning",
  title: "alert waits too long for its window",
  reason: ({ wait, window, windows, call }: { wait: string; window: string; windows: number; call: string }) =>
    `${call}() sees ${window}; to hold for ${wait} the condition has to be true of ${windows} windows in a row, and one quiet window begins it anew`,
  suggestion: ({ wait, window }) => `look at a longer window, [${wait}], or wait no longer than ${window}`,
});

/** A condition that ends before it has held for long enough. */
export const forUnreachable = kind({
  code: "MG2141",
  name: "alert/for-unreachable",
  severity: "error",
  title: "alert can never fire",
  reason: ({ wait, part, life }: { wait: string; part: string; life: string }) =>
    `${part} holds for ${life} at most, and the alert fires after ${wait}`,
  suggestion: ({ life }) => `choose a 'for' shorter than ${life}`,
});

/** A label of the alert that replaces one of its series. */
export const labelOverwritten = kind({
  code: "MG2142",
  name: "alert/label-overwritten",
  severity: "error",
  title: "label replaces one of the series",
  reason: ({ label }: { label: string }) =>
    `the condition has a series for each '${label}'; with one value for all of them Prometheus finds equal alerts and refuses to evaluate the rule`,
  suggestion: ({ label }) => `choose another name than '${label}', or aggregate it away`,
});

/** Placeholders that nothing fills in. */
export const foreignPlaceholder = kind({
  code: "MG2143",
  name: "text/foreign-placeholder",
  severity: "error",
  title: "nothing fills this placeholder in",
  reason: ({ found, where }: { found: string; where: "text" | "runbook"; meant?: string }) =>
    where === "text"
      ? `${found} would be sent as it stands; texts are filled in as \${label} and \${value}`
      : `a runbook is one page for all alerts of its name, and ${found} would stand there as it is written`,
  suggestion: ({ meant }) => (meant === undefined ? undefined : `did you mean ${meant}?`),
});

/** A recording whose name says another window than its expression. */
export const otherWindow = kind({
  code: "MG2144",
  name: "recording/other-window",
  severity: "warning",
  title: "recording's name says another window",
  reason: ({ said, windows }: { said: string; windows: readonly string[] }) =>
    `the name ends in ${said}, the expression looks at ${windows.length === 0 ? "no window" : allOf(windows)}`,
  suggestion: ({ windows }) =>
    windows.length === 1 ? `let the name end in ${windows[0]}, or correct the window` : undefined,
});

/** An alert that wakes people long after it began. */
export const slowPage = kind({
  code: "MG2145",
  name: "alert/slow-page",
  severity: "warning",
  title: "alert that wakes people waits for hours",
  reason: ({ wait }: { wait: string }) =>
    `its severity is page, and its condition has to hold for ${wait} before anybody is told`,
  suggestion: ({ wait }) => {
    const minutes = wait.replace(/h$/, "m");
    return minutes === wait
      ? "let a ticket wait for so long"
      : `did you mean ${minutes}? what may wait for ${wait} is a ticket`;
  },
});

/** A ratio of different things that is compared with several times the whole. */
export const percentSlip = kind({
  code: "MG2146",
  name: "units/percent-slip",
  severity: "warning",
  title: "bound of a ratio is several hundred percent",
  reason: ({ bound, left }: { bound: string; left: string; meant?: string }) =>
    `${left} is a ratio, of which 1 is the whole; the condition compares it with ${bound}`,
  suggestion: ({ meant }) => meant && `did you mean ${meant}?`,
});

/** A mean that is compared with what lies far beyond its histogram's buckets. */
export const beyondBuckets = kind({
  code: "MG2149",
  name: "alert/beyond-buckets",
  severity: "warning",
  title: "bound lies far beyond the buckets",
  reason: ({ metric, bound, last }: { metric: string; bound: string; last: string }) =>
    `a mean of ${metric} would have to reach ${bound}, and the last of its buckets, which lie where values are expected, is ${last}`,
  suggestion: () => "see whether the bound is in another unit, such as milliseconds",
});

/** The kinds of this file. */
export const intentKinds = [
  otherNumber,
  otherDirection,
  firesWhenHealthy,
  tiersReversed,
  forOutlivesWindow,
  forUnreachable,
  labelOverwritten,
  foreignPlaceholder,
  otherWindow,
  slowPage,
  percentSlip,
  beyondBuckets,
];
