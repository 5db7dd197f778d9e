import { isDetectorName } from "../../detector/detectors/kinds.ts";
import type { Context } from "../context.ts";
import type { Exit } from "../exit.ts";
import type { MarkdownOptions } from "../terminal/markdown.ts";
import { styleOf, wantsColor } from "../terminal/style.ts";
import { explainAlert } from "./alert.ts";
import { explainCode } from "./code.ts";
import { explainDetector } from "./detector.ts";
import { explainExpression } from "./expression.ts";
import type { ExplainOptions } from "./options.ts";

/** What can be explained. */
export type Subject = "code" | "alert" | "expression";

/** Tells what a text stands for: MG2104 or alert/impossible-bound, ErrorRatioHigh, or PromQL. */
export function subjectOf(text: string): Subject {
  if (/^mg\d+$/i.test(text) || /^[a-z]+\/[a-z0-9-]+$/.test(text)) return "code";
  return /^[A-Z][A-Za-z0-9]*$/.test(text) ? "alert" : "expression";
}

/** Explains a code, an alert, a kind of detector or an expression. */
export async function runExplain(subject: string, options: ExplainOptions, context: Context): Promise<Exit> {
  const text = subject.trim();
  const { isTerminal, columns } = context.stdout;
  const layout: MarkdownOptions = {
    style: styleOf(wantsColor({ flag: options.color, env: context.env, isTerminal })),
    width: Math.min(columns ?? 100, 100),
  };
  if (isDetectorName(text)) return explainDetector(text, layout, context.stdout);
  switch (subjectOf(text)) {
    case "code":
      return explainCode(text, layout, context.stdout);
    case "alert":
      return explainAlert(text, options, layout, context);
    case "expression":
      return explainExpression(text, options, layout, context);
  }
}
