import { otherWindow } from "../../../diagnostics/codes/intent.ts";
import type { Expr } from "../../../promql/syntax/ast.ts";
import { partsOf } from "../../../promql/syntax/walk.ts";
import { parseDuration, printDuration } from "../../../values/duration.ts";
import type { Check } from "../check.ts";

const WINDOW = /(?:rate|increase|avg|mean|max|min|sum|p\d+|quantile|ratio|delta|over)_?(\d+(?:s|m|h|d|w))$/;

/** `service:requests:rate5m` looks at five minutes. */
export const recordedWindows: Check = ({ expressions }, report) => {
  for (const { authored, origin } of expressions) {
    if (origin.path[0] !== "recordings") continue;
    const name = String(origin.path[1]);
    const said = WINDOW.exec(name)?.[1];
    if (said === undefined) continue;
    const windows = windowsIn(authored.expr);
    if (windows.has(parseDuration(said) ?? 0) || windows.size === 0) continue;
    const place = { path: origin.path.slice(0, 2), part: "key" } as const;
    report(otherWindow, place, { said, windows: [...windows].map(printDuration) });
  }
};

/** The windows of an expression, and those in the names of what it reads. */
function windowsIn(expr: Expr): ReadonlySet<number> {
  const windows = new Set<number>();
  const { selectors, subqueries } = partsOf(expr);
  for (const { range } of [...selectors, ...subqueries]) if (range !== undefined) windows.add(range);
  for (const { metric = "" } of selectors) {
    const named = WINDOW.exec(metric)?.[1];
    if (named !== undefined) windows.add(parseDuration(named) ?? 0);
  }
  return windows;
}
