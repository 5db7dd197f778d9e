import { PROMQL_WORDS } from "./hostile.ts";
import type { Random } from "./random.ts";
import { editCharacters, editTokens } from "./tokens.ts";

const TOKEN =
  /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`|[a-zA-Z_:][\w:]*|\d[\w.]*|\s+|=~|!~|[=!<>]=|[^\sa-zA-Z_:\d]/g;

/** A PromQL text with a few of its tokens or characters changed, or put into another. */
export function mutatedPromql(text: string, random: Random): string {
  return random.weighted<() => string>([
    [6, () => editTokens(text, TOKEN, PROMQL_WORDS, random)],
    [6, () => inKind(text, random)],
    [2, () => editCharacters(text, random)],
    [1, () => around(text, random)],
    [
      1,
      () => text.replace(/\d+(?:\.\d+)?/, (found) => `${Number(found) * random.pick([0, -1, 10, 1e6, 1e-6, 1e300])}`),
    ],
    [1, () => text.slice(0, random.below(text.length + 1))],
  ])();
}

const OPERATORS = ["+", "-", "*", "/", "%", "^", "==", "!=", ">", "<", ">=", "<=", "and", "or", "unless"] as const;
const NUMBERS = ["0", "1", "-1", "0.001", "0.5", "0.99", "2", "5", "100", "1e6", "1e300", "Inf"] as const;
const WINDOWS = ["1s", "29s", "1m", "5m", "90m", "1h", "1d", "30d", "1w", "1h:5m", "1d:1h"] as const;
const CALLS = [
  "rate",
  "increase",
  "irate",
  "delta",
  "deriv",
  "changes",
  "avg_over_time",
  "max_over_time",
  "sum_over_time",
] as const;
const AGGREGATIONS = ["sum", "avg", "min", "max", "count", "group", "stddev"] as const;

// Tokens become others of their kind: what comes out can be parsed, and often be proven.
function inKind(text: string, random: Random): string {
  const [pattern, words] = random.pick<readonly [RegExp, readonly string[]]>([
    [/(?<=[\s)])(?:[-+*/%^]|[=!<>]=|[<>]|and|or|unless)(?=[\s(])/g, OPERATORS],
    [/(?<![\w.[":~])-?\d+(?:\.\d+)?(?![\w."])/g, NUMBERS],
    [/(?<=\[)[^\]]+(?=\])/g, WINDOWS],
    [/\b(?:rate|increase|irate|delta|deriv|changes|\w+_over_time)(?=\()/g, CALLS],
    [/\b(?:sum|avg|min|max|count|group)(?=\s*(?:by|without|\())/g, AGGREGATIONS],
    [/=~|!~|!=(?=")|=(?=")/g, ["=", "!=", "=~", "!~"]],
    [/\bby\b|\bwithout\b/g, ["by", "without"]],
  ]);
  const found = [...text.matchAll(pattern)];
  const one = random.pick(found);
  if (one === undefined) return `${text} > ${random.pick(NUMBERS)}`;
  return text.slice(0, one.index) + (random.pick(words) ?? "") + text.slice(one.index + one[0].length);
}

function around(text: string, random: Random): string {
  const deep = random.pick([1, 3, 30, 300]);
  return random.pick([
    `${"(".repeat(deep)}${text}${")".repeat(deep)}`,
    `${"-".repeat(deep)}${text}`,
    `${Array.from({ length: Math.min(deep, 30) }, () => `(${text})`).join(random.pick([" + ", " and ", " or ", " > "]))}`,
    `${random.pick(PROMQL_WORDS)}(${text})`,
    `${random.pick(PROMQL_WORDS)} by (service) (${text})`,
    `(${text}) ${random.pick(PROMQL_WORDS)} (${text})`,
    `max_over_time((${text})[1h:1m])`,
    `(${text}) offset 1w`,
    `(${text}) > (${text})`,
  ]);
}
