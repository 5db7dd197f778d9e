/** Words that Prometheus's lexer sets apart, by what else they may be. Case doesn't matter. */
const words = {
  aggregations: `avg bottomk count count_values group max min quantile stddev stdvar sum topk limitk limit_ratio`,
  calls: `start end step range max_of min_of`,
  metrics: `and or unless by without fill fill_left fill_right offset anchored smoothed`,
  labels: `atan2 bool group_left group_right ignoring on`,
  numbers: `inf nan`,
} as const;

function set(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => list.split(" ")));
}

const reserved = set(...Object.values(words));
const called = set(words.calls);
const neverMetrics = set(words.labels, words.numbers);
const neverLabels = set(words.numbers, "without");

/** Whether a word is a keyword of PromQL. */
function isKeyword(word: string): boolean {
  return reserved.has(word.toLowerCase());
}

/** Whether a word before `(` calls a function, known or not: no keyword, but those that are functions too. */
export function isCallable(word: string): boolean {
  return !word.includes(":") && (!isKeyword(word) || called.has(word.toLowerCase()));
}

/** Whether a word that stands alone names a metric; most keywords do, too. */
export function mayNameMetric(word: string): boolean {
  return !neverMetrics.has(word.toLowerCase());
}

/** Whether a word between the parentheses of `by` or `on` names a label; all but numbers and `without` do. */
export function mayNameLabel(word: string): boolean {
  return !neverLabels.has(word.toLowerCase());
}

/** Whether a metric name is best written outside braces. */
export function isPlainMetric(name: string): boolean {
  return /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name) && !isKeyword(name);
}

/** Whether a label name can stand without quotes. */
export function isPlainLabel(name: string): boolean {
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name);
}
