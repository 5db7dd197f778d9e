/** Words that the grammar reads as something else, so a metric of that name is written in braces. */
const reserved = new Set(
  `and or unless atan2 sum avg count min max group stddev stdvar topk bottomk count_values quantile limitk limit_ratio offset smoothed
   anchored by without on ignoring group_left group_right fill fill_left fill_right bool start end step range max_of min_of inf nan`.split(
    /\s+/,
  ),
);

/** Whether a word is a keyword of PromQL; case doesn't matter. */
export function isKeyword(word: string): boolean {
  return reserved.has(word.toLowerCase());
}

/** Whether a metric name can stand outside braces. */
export function isPlainMetric(name: string): boolean {
  return /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name) && !isKeyword(name);
}

/** Whether a label name can stand without quotes. */
export function isPlainLabel(name: string): boolean {
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name);
}
