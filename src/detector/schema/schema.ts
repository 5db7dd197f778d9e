/** One mistake in data: where, and what is wrong there. Never repeats a value: it may be a secret. */
export interface Mistake {
  /** Dotted, as `detectors.0.query`; empty for the whole. */
  readonly path: string;
  readonly problem: string;
}

/** Notes a mistake at the place that is being read, or below it. */
export type Report = (problem: string, ...below: readonly (string | number)[]) => void;

/** What a schema accepts, as data: from this the zod schemas for declarations are made. */
export type Description =
  | { readonly kind: "number"; readonly limits: NumberLimits }
  | { readonly kind: "choice"; readonly values: readonly string[] }
  | { readonly kind: "default"; readonly of: Description; readonly fallback: unknown }
  | { readonly kind: "object"; readonly fields: Readonly<Record<string, Description>> }
  | { readonly kind: "refined"; readonly of: Description; readonly check: (value: unknown) => Mistake | undefined }
  | { readonly kind: "text"; readonly shortest: number; readonly longest: number }
  | { readonly kind: "list"; readonly of: Description; readonly least: number; readonly most: number }
  | { readonly kind: "other" };

/** Limits of a number: both ends included, `above` excluded. */
export interface NumberLimits {
  readonly minimum?: number;
  readonly above?: number;
  readonly maximum: number;
  readonly integer?: boolean;
}

/** Reads unknown data as Output; Input is how an author may write it. */
export interface Schema<Output, Input = Output> {
  /** The value with its defaults; nothing where a mistake was reported. */
  readonly read: (value: unknown, report: Report) => Output | undefined;
  readonly description: Description;
  /** Carries the type of the input; never a value. */
  readonly "~input"?: Input;
}

/** What a schema gives. */
export type OutputOf<S> = S extends Schema<infer Output, infer _Input> ? Output : never;

/** What a schema takes. */
export type InputOf<S> = S extends Schema<infer _Output, infer Input> ? Input : never;

/** A value that was read, or everything that is wrong with it. */
export type Checked<T> =
  | { readonly value: T; readonly mistakes?: never }
  | { readonly value?: never; readonly mistakes: readonly Mistake[] };

/** Data that a schema refuses; the message holds all mistakes. */
export class SchemaError extends Error {
  override readonly name = "SchemaError";
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    super(mistakes.map(({ path, problem }) => `${path} ${problem}`.trim()).join("; "));
    this.mistakes = mistakes;
  }
}

/** Reads data and finds all its mistakes at once. */
export function check<T, I>(schema: Schema<T, I>, value: unknown): Checked<T> {
  const mistakes: Mistake[] = [];
  const read = schema.read(value, (problem, ...below) => mistakes.push({ path: below.join("."), problem }));
  return read === undefined || mistakes.length > 0 ? { mistakes } : { value: read };
}

/** Reads data. Throws a SchemaError where it has mistakes. */
export function parse<T, I>(schema: Schema<T, I>, value: unknown): T {
  const { mistakes, value: read } = check(schema, value);
  if (mistakes !== undefined) throw new SchemaError(mistakes);
  return read;
}

/** Reads data that is of no use where it has mistakes. */
export function readOrNothing<T, I>(schema: Schema<T, I>, value: unknown): T | undefined {
  return check(schema, value).value;
}
