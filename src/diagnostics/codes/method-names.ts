/** What other libraries call the DSL's methods. */
const METHODS: ReadonlyMap<string, string> = new Map([
  ["div", "dividedBy"],
  ["divide", "dividedBy"],
  ["divideBy", "dividedBy"],
  ["mul", "times"],
  ["multiply", "times"],
  ["add", "plus"],
  ["sub", "minus"],
  ["subtract", "minus"],
  ["gt", "above"],
  ["gte", "atLeast"],
  ["lt", "below"],
  ["lte", "atMost"],
  ["eq", "equals"],
]);

const AGGREGATIONS: ReadonlyMap<string, string> = new Map([
  ["avg", "average"],
  ["mean", "average"],
  ["max", "maximum"],
  ["min", "minimum"],
]);

/** The DSL's name, a whole word, of a method that others abbreviate: `avgBy` and `max_over` are averageBy and maximumOver. */
export function inFull(method: string): string {
  const [, aggregation = "", what = ""] = /^(avg|mean|max|min)_?(by|over)?$/i.exec(method) ?? [];
  const whole = AGGREGATIONS.get(aggregation.toLowerCase());
  if (whole === undefined) return METHODS.get(method) ?? method;
  return `${whole}${what.charAt(0).toUpperCase()}${what.slice(1).toLowerCase()}`;
}
