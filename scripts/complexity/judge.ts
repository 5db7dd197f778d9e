import type { FunctionComplexity } from "./count.ts";

/** A function must stay below this. */
export const LIMIT = 10;

/** A function that may be more complex, up to `atMost`, because of `reason`; `function` is `path#name`. */
export interface Exception {
  readonly function: string;
  readonly atMost: number;
  readonly reason: string;
}

/** A measured function and the file that it stands in, relative to the checkout. */
export interface Measured extends FunctionComplexity {
  readonly path: string;
}

function complaint(found: Measured, exception: Exception | undefined): string | undefined {
  const at = `${found.path}:${found.line} ${found.name}`;
  if (!exception) return `${at} has complexity ${found.complexity}, the limit is below ${LIMIT}`;
  if (found.complexity > exception.atMost) {
    return `${at} has complexity ${found.complexity}, its exception allows ${exception.atMost}`;
  }
  return undefined;
}

/** What is wrong: functions at or past the limit without an exception, past their exception, and exceptions without need or reason. */
export function judgeComplexity(functions: readonly Measured[], exceptions: readonly Exception[]): string[] {
  const complex = functions.filter((one) => one.complexity >= LIMIT);
  const keyOf = (one: Measured): string => `${one.path}#${one.name}`;
  const tooComplex = complex.map((one) =>
    complaint(
      one,
      exceptions.find((exception) => exception.function === keyOf(one)),
    ),
  );
  const needless = exceptions
    .filter((exception) => !complex.some((one) => keyOf(one) === exception.function))
    .map((exception) => `the exception for ${exception.function} is no longer needed: remove it`);
  const unexplained = exceptions
    .filter((exception) => exception.reason.trim() === "")
    .map((exception) => `the exception for ${exception.function} has no reason`);
  return [...tooComplex.filter((text) => text !== undefined), ...needless, ...unexplained];
}
