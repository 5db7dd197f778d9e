import { type Cursor, Misfit } from "./cursor.ts";
import { mayNameLabel } from "./name.ts";
import { hasBrokenEncoding, unquote } from "./quote.ts";

/** Reads the labels in the parentheses of a grouping or matching. */
export function readLabels(cursor: Cursor): readonly string[] {
  const labels: string[] = [];
  cursor.must("(");
  try {
    while (!cursor.takes(")")) {
      labels.push(label(cursor));
      if (cursor.takes(",") || cursor.is(")")) continue;
      cursor.expects(")");
      cursor.misfit();
    }
  } catch (error) {
    if (!(error instanceof Misfit) || !cursor.skipTo(")")) throw error;
  }
  return labels;
}

/** A label's name, quoted or not: here Prometheus wants one that isn't empty, and text. */
function label(cursor: Cursor): string {
  const token = cursor.peek();
  cursor.expects("a label name");
  if (token?.kind === "identifier" && mayNameLabel(token.text)) {
    cursor.next();
    return token.text;
  }
  if (token?.kind !== "string") return cursor.misfit();
  cursor.next();
  const name = unquote(token.text);
  const isBad = name === "" || hasBrokenEncoding(token.text);
  if (isBad) cursor.report({ kind: "bad-label", label: name, span: { start: token.start, end: token.end } });
  return name;
}
