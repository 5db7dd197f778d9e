import { refuse } from "./scalars.ts";
import type { InputOf, OutputOf, Report, Schema } from "./schema.ts";

type Fields = Readonly<Record<string, Schema<unknown, unknown>>>;
type Absent<T> = { [K in keyof T]: undefined extends T[K] ? K : never }[keyof T];
type Shape<T> = { readonly [K in Exclude<keyof T, Absent<T>>]: T[K] } & {
  readonly [K in Absent<T>]?: T[K] | undefined;
};

/** What an object schema gives. */
export type ObjectOutput<F extends Fields> = Shape<{ [K in keyof F]: OutputOf<F[K]> }>;

/** What an object schema takes. */
export type ObjectInput<F extends Fields> = Shape<{ [K in keyof F]: InputOf<F[K]> }>;

/** An object with these properties, and no others unless they are to be ignored. */
export function object<F extends Fields>(
  fields: F,
  others: "refused" | "ignored" = "refused",
): Schema<ObjectOutput<F>, ObjectInput<F>> {
  const isComplete = (read: unknown, sound: boolean): read is ObjectOutput<F> => sound;
  return {
    description: { kind: "object", fields: mapValues(fields, ({ description }) => description) },
    read(value, report) {
      if (!isObject(value)) return refuse(report, "must be an object");
      const mistakes = counting(report);
      if (others === "refused") refuseOthers(value, fields, mistakes.report);
      const own = (name: string) => (Object.hasOwn(value, name) ? value[name] : undefined);
      const read = mapValues(fields, (field, name) => field.read(own(name), below(mistakes.report, name)));
      return isComplete(read, mistakes.count() === 0) ? read : undefined;
    },
  };
}

/** An object from any names to values of one kind; `names` says what is wrong with a name. */
export function record<T, I>(
  of: Schema<T, I>,
  names: (name: string) => string | undefined = () => undefined,
): Schema<Readonly<Record<string, T>>, Readonly<Record<string, I>>> {
  return {
    description: { kind: "other" },
    read(value, report) {
      if (!isObject(value)) return refuse(report, "must be an object");
      const entries = Object.entries(value).flatMap(([name, one]) => {
        const problem = names(name);
        if (problem !== undefined) {
          report(problem, name);
          return [];
        }
        const read = of.read(one, below(report, name));
        return read === undefined ? [] : [[name, read] as const];
      });
      return Object.fromEntries(entries);
    },
  };
}

/** Values of one kind, so many of them. */
export function list<T, I>(
  of: Schema<T, I>,
  { least = 0, most = Number.MAX_VALUE }: { readonly least?: number; readonly most?: number } = {},
): Schema<readonly T[], readonly I[]> {
  return {
    description: { kind: "list", of: of.description, least, most },
    read(value, report) {
      if (!Array.isArray(value)) return refuse(report, "must be a list");
      if (value.length < least) return refuse(report, `must have at least ${least} entries`);
      if (value.length > most) return refuse(report, `must have at most ${most} entries`);
      return value.flatMap((one: unknown, index) => present(of.read(one, below(report, index))));
    },
  };
}

/** A list of two. */
export function pair<T, U>(first: Schema<T>, second: Schema<U>): Schema<readonly [T, U]> {
  return {
    description: { kind: "other" },
    read(value, report) {
      if (!Array.isArray(value) || value.length !== 2) return refuse(report, "must be a list of two");
      const read = [first.read(value[0], below(report, 0)), second.read(value[1], below(report, 1))] as const;
      return read[0] === undefined || read[1] === undefined ? undefined : [read[0], read[1]];
    },
  };
}

/** A property that may be absent. */
export function optional<T, I>(of: Schema<T, I>): Schema<T | undefined, I | undefined> {
  const { description } = of;
  return { description, read: (value, report) => (value === undefined ? undefined : of.read(value, report)) };
}

/** A value or null. */
export function nullable<T, I>(of: Schema<T, I>): Schema<T | null, I | null> {
  const { description } = of;
  return { description, read: (value, report) => (value === null ? null : of.read(value, report)) };
}

function refuseOthers(value: Readonly<Record<string, unknown>>, fields: Fields, report: Report): void {
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(fields, name)) report(`is unknown: expected ${Object.keys(fields).join(", ")}`, name);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A report for what lies below, at this name or index. */
function below(report: Report, part: string | number): Report {
  return (problem, ...further) => report(problem, part, ...further);
}

function counting(report: Report) {
  let count = 0;
  return {
    count: () => count,
    report: (problem: string, ...parts: readonly (string | number)[]) => {
      count += 1;
      report(problem, ...parts);
    },
  };
}

function present<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}

function mapValues<T, U>(of: Readonly<Record<string, T>>, map: (value: T, name: string) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(of).map(([name, value]) => [name, map(value, name)]));
}
