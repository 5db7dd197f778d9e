import type { Matcher, MatchOperator, Selector } from "./ast.ts";
import { type Cursor, Misfit } from "./cursor.ts";
import { unquote } from "./quote.ts";

/** Reads a selector behind its name, if it has one: what is in braces. */
export function readSelector(metric: string | undefined, start: number, cursor: Cursor): Selector {
  const matchers = cursor.takes("{") ? readMatchers(cursor) : [];
  const span = cursor.span(start);
  const plain = matchers.map(({ matcher }) => matcher);
  if (metric !== undefined) return { kind: "selector", metric, matchers: plain, span };
  const name = nameInBraces(matchers);
  if (!name) return { kind: "selector", matchers: plain, span };
  return { kind: "selector", metric: name.value, matchers: plain.filter((each) => each !== name), span };
}

interface Written {
  readonly matcher: Matcher;
  /** `{"up"}`: only a value, so that it is the metric's name. */
  readonly isName: boolean;
}

/** `{"up"}` names the metric; beside another name it is a matcher like that one, as Prometheus lets both stand. */
function nameInBraces(matchers: readonly Written[]): Matcher | undefined {
  if (matchers.filter(({ matcher }) => matcher.label === "__name__").length !== 1) return undefined;
  return matchers.find(({ isName }) => isName)?.matcher;
}

function readMatchers(cursor: Cursor): readonly Written[] {
  const matchers: Written[] = [];
  try {
    while (!cursor.takes("}")) {
      matchers.push(readMatcher(cursor));
      if (!cursor.takes(",") && !cursor.is("}")) cursor.misfit();
    }
  } catch (error) {
    if (!(error instanceof Misfit) || !cursor.skipTo("}")) throw error;
  }
  return matchers;
}

function readMatcher(cursor: Cursor): Written {
  const token = cursor.peek();
  cursor.expects("a label name", "a string");
  if (token?.kind !== "identifier" && token?.kind !== "string") return cursor.misfit();
  cursor.next();
  const isQuoted = token.kind === "string";
  const text = isQuoted ? unquote(token.text) : token.text;
  const operator = matchOperator(cursor);
  if (operator !== undefined) {
    const value = readValue(cursor);
    return { matcher: { label: text, operator, value, span: cursor.span(token.start) }, isName: false };
  }
  if (!isQuoted) cursor.misfit();
  const span = cursor.span(token.start);
  return { matcher: { label: "__name__", operator: "=", value: text, span }, isName: true };
}

function readValue(cursor: Cursor): string {
  const token = cursor.peek();
  cursor.expects("a string");
  if (token?.kind !== "string") return cursor.misfit();
  cursor.next();
  return unquote(token.text);
}

const OPERATORS: ReadonlyMap<string, MatchOperator> = new Map(
  (["=", "!=", "=~", "!~"] as const).map((operator) => [operator, operator]),
);

function matchOperator(cursor: Cursor): MatchOperator | undefined {
  cursor.expects("=");
  const operator = OPERATORS.get(cursor.peek()?.word ?? "");
  if (operator !== undefined) cursor.next();
  return operator;
}
