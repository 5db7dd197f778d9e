import { functions } from "./functions.ts";
import { isKeyword } from "./name.ts";
import { plainText, type Scan, type Token } from "./scan.ts";

/** Words that a grammar without the function knows only as `name(`; two letters are the shortest known function. */
const known = "ln";

/** Words whose parentheses hold labels. */
const grouping = /^(?:by|without|on|ignoring|group_left|group_right)$/i;

/** Keywords that are functions too, where nothing else explains them. */
const alsoFunctions: ReadonlySet<string> = new Set(["max_of", "min_of"]);

/** Whether the token calls a function: a word before `(` that no keyword explains, outside braces and brackets. */
function calls(tokens: readonly Token[], index: number): boolean {
  const [before, token, after] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  if (token?.kind !== "identifier" || after?.text !== "(") return false;
  if (before && grouping.test(before.text)) return false;
  return !isKeyword(token.text) || alsoFunctions.has(token.text);
}

/** Where the parentheses that hold labels are, by the index of each word in them and of the closing one. */
function groupingWords(tokens: readonly Token[]): ReadonlySet<number> {
  const words = new Set<number>();
  tokens.forEach((token, index) => {
    if (token.text !== "(" || !grouping.test(tokens[index - 1]?.text ?? "")) return;
    for (let next = index + 1; next < tokens.length; next++) {
      words.add(next);
      if (tokens[next]?.text === ")") break;
    }
  });
  return words;
}

/** Whether `offset` stands where an operand begins, so that it is a metric; the grammar reads every one as the modifier. */
function isOffsetMetric(tokens: readonly Token[], index: number, groupings: ReadonlySet<number>): boolean {
  if (tokens[index]?.text.toLowerCase() !== "offset") return false;
  const before = tokens[index - 1];
  if (!before) return true;
  if (before.kind === "identifier") return /^(?:and|or|unless|atan2|bool|group_left|group_right)$/i.test(before.text);
  if (before.text === ")") return groupings.has(index - 1);
  return before.kind === "operator" && before.text !== "]" && before.text !== "}";
}

/** A word as the grammar must see it: a known function for one it lacks, plain names for those it reads otherwise. */
function plainWord(
  tokens: readonly Token[],
  index: number,
  groupings: ReadonlySet<number>,
  grammar: ReadonlySet<string>,
): string {
  const token = tokens[index];
  if (!token) return "";
  if (isOffsetMetric(tokens, index, groupings)) return "metric";
  if (groupings.has(index)) return token.plain.replaceAll(/^:|(?<=\w):/g, "_");
  const lacks = calls(tokens, index) && !token.text.includes(":") && !grammar.has(token.text);
  return lacks && token.text.length >= known.length ? known.padEnd(token.text.length) : token.plain;
}

/**
 * A scan with words that the grammar would misread put as words of the same length that it doesn't: functions it
 * lacks, a metric called `offset`, labels with a colon. `unknown` are calls of functions that Prometheus lacks too.
 */
export function forGrammar(scanned: Scan, grammar: ReadonlySet<string>): { scan: Scan; unknown: readonly Token[] } {
  const groupings = groupingWords(scanned.tokens);
  let brackets = false;
  const unknown: Token[] = [];
  const tokens = scanned.tokens.map((token, index) => {
    if (token.text === "[" || token.text === "]") brackets = token.text === "[";
    if (brackets || token.kind !== "identifier") return token;
    const plain = plainWord(scanned.tokens, index, groupings, grammar);
    if (calls(scanned.tokens, index) && !token.text.includes(":") && !functions.has(token.text)) unknown.push(token);
    return { ...token, plain };
  });
  return { scan: { ...scanned, tokens, plain: plainText(tokens, scanned.plain.length) }, unknown };
}
