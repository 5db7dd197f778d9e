import type { Mistake, NumberLimits, Report, Schema } from "./schema.ts";

/** A finite number within limits. */
export function number(limits: NumberLimits = { maximum: Number.MAX_VALUE }): Schema<number> {
  return {
    description: { kind: "number", limits },
    read(value, report) {
      if (typeof value !== "number" || !Number.isFinite(value)) return refuse(report, "must be a number");
      const problem = problemOf(value, limits);
      return problem === undefined ? value : refuse(report, problem);
    },
  };
}

/** Limits of a text: its length in UTF-16 units, and a pattern with what is wrong with a text that doesn't match it. */
export interface TextLimits {
  readonly longest?: number;
  readonly shortest?: number;
  readonly pattern?: readonly [RegExp, string];
}

/** A text within limits. */
export function text({ longest = Number.MAX_VALUE, shortest = 0, pattern }: TextLimits = {}): Schema<string> {
  return {
    description: pattern === undefined ? { kind: "text", shortest, longest } : { kind: "other" },
    read(value, report) {
      if (typeof value !== "string") return refuse(report, "must be a text");
      if (value.length < shortest) return refuse(report, "must not be empty");
      if (value.length > longest) return refuse(report, `must be at most ${longest} characters long`);
      return pattern === undefined || pattern[0].test(value) ? value : refuse(report, pattern[1]);
    },
  };
}

/** One of some texts. */
export function choice<const T extends string>(...values: readonly T[]): Schema<T> {
  return {
    description: { kind: "choice", values },
    read: (value, report) =>
      values.find((allowed) => allowed === value) ?? refuse(report, `must be one of ${values.join(", ")}`),
  };
}

/** True or false. */
export const truth: Schema<boolean> = {
  description: { kind: "other" },
  read: (value, report) => (typeof value === "boolean" ? value : refuse(report, "must be true or false")),
};

/** Anything that JSON can hold. */
export const anything: Schema<NonNullable<unknown>> = {
  description: { kind: "other" },
  read: (value, report) => value ?? refuse(report, "is missing"),
};

/** The value unless it is absent, else the fallback. */
export function withDefault<T, I>(schema: Schema<T, I>, fallback: T): Schema<T, I | undefined> {
  return {
    description: { kind: "default", of: schema.description, fallback },
    read: (value, report) => (value === undefined ? fallback : schema.read(value, report)),
  };
}

/** A schema with one more condition, which names the mistake and where it is. */
export function refined<T, I>(schema: Schema<T, I>, check: (value: T) => Mistake | undefined): Schema<T, I> {
  const problemIn = (value: unknown) => {
    const read = schema.read(value, () => undefined);
    return read === undefined ? undefined : check(read);
  };
  return {
    description: { kind: "refined", of: schema.description, check: problemIn },
    read(value, report) {
      const read = schema.read(value, report);
      const mistake = read === undefined ? undefined : check(read);
      return mistake === undefined ? read : refuse(report, mistake.problem, mistake.path);
    },
  };
}

/** Reports a problem and gives nothing. */
export function refuse(report: Report, problem: string, ...below: readonly (string | number)[]): undefined {
  report(problem, ...below.filter((part) => part !== ""));
}

function problemOf(value: number, { above, integer, maximum, minimum }: NumberLimits): string | undefined {
  if (integer === true && !Number.isInteger(value)) return "must be a whole number";
  if (above !== undefined && value <= above) return `must be above ${above}`;
  if (minimum !== undefined && value < minimum) return `must be at least ${minimum}`;
  return value > maximum ? `must be at most ${maximum}` : undefined;
}
