import type { Origin, Program } from "../program/program.ts";
import type { Markdown } from "../targets/documents/markdown/markdown.ts";
import type { Change, Detail, Effect, KindName } from "./change.ts";
import type { Named, Names } from "./names.ts";
import type { Pair } from "./wording.ts";

/** What every declaration has. */
export interface Declared {
  readonly name: string;
  readonly origin: Origin;
}

/** How declarations of a kind are found in a program, and put into words. */
export interface Kind<T extends Declared> {
  readonly name: KindName;
  /** What its name is to other declarations. */
  readonly named: Named;
  readonly list: (program: Program) => readonly T[];
  readonly details: (pair: Pair<T>) => readonly Detail[];
  /** What one does, for one that has come or gone. */
  readonly words: (one: T, program: Program) => Markdown;
  /** What it means that one has come, and that one has gone. */
  readonly effects?: readonly [added: Effect, removed: Effect];
  /** What it means that one has another name. */
  readonly renamed?: (before: T) => readonly Detail[];
  /** Names of its own that come with its name: of series. */
  readonly names?: (before: T, after: T) => readonly (readonly [what: Named, before: string, after: string])[];
}

/** Two programs, and the names that were only replaced. */
export interface Programs {
  readonly programs: Pair<unknown>["programs"];
  readonly names: Names;
}

/** What is different, and the names that have turned out to be only replaced. */
export interface Compared {
  readonly changes: readonly Change[];
  readonly names: Names;
}

/** Compares all declarations of a kind. */
export type Compare = (programs: Programs) => Compared;

/** More candidates than this, and nobody looks for renamed ones among them. */
const MOST_PAIRS = 10_000;

/** The comparison of a kind: pairs by name, then finds what is the same under another name. */
export function comparing<T extends Declared>(kind: Kind<T>): Compare {
  return ({ programs, names }) => {
    const [old, now] = [byName(kind.list(programs.before)), byName(kind.list(programs.after))];
    const gone = [...old.values()].filter(({ name }) => !now.has(name));
    const come = [...now.values()].filter(({ name }) => !old.has(name));
    const renamed = renamedAmong(kind, gone, come, { programs, names });
    const kept = [...old.values()].flatMap((before) => {
      const after = now.get(before.name);
      return after === undefined ? [] : [{ before, after }];
    });
    const changes = [
      ...kept.flatMap(({ before, after }): readonly Change[] => {
        const details = kind.details({ before, after, programs, names: renamed.names });
        return details.length === 0 ? [] : [changeOf(kind, after, "changed", details)];
      }),
      ...renamed.pairs.map(({ before, after }) => ({
        ...changeOf(kind, after, "renamed", kind.renamed?.(before) ?? []),
        previously: before.name,
      })),
      ...come
        .filter((one) => !renamed.pairs.some(({ after }) => after === one))
        .map((one) => changeOf(kind, one, "added", [whole(kind, one, programs.after, 0)])),
      ...gone
        .filter((one) => !renamed.pairs.some(({ before }) => before === one))
        .map((one) => changeOf(kind, one, "removed", [whole(kind, one, programs.before, 1)])),
    ];
    return { changes, names: renamed.names };
  };
}

function byName<T extends Declared>(all: readonly T[]): ReadonlyMap<string, T> {
  return new Map(all.map((one) => [one.name, one]));
}

function changeOf<T extends Declared>(kind: Kind<T>, one: T, fate: Change["fate"], details: readonly Detail[]): Change {
  const { name, path } = one.origin;
  return { kind: kind.name, name: one.name, declaration: name, path, fate, details };
}

function whole<T extends Declared>(kind: Kind<T>, one: T, program: Program, side: 0 | 1): Detail {
  const effect = kind.effects?.[side];
  return { property: "", words: kind.words(one, program), ...(effect === undefined ? {} : { effect }) };
}

interface Renamed<T> {
  readonly pairs: readonly { readonly before: T; readonly after: T }[];
  readonly names: Names;
}

function renamedAmong<T extends Declared>(
  kind: Kind<T>,
  gone: readonly T[],
  come: readonly T[],
  { programs, names }: Programs,
): Renamed<T> {
  const pairs: { before: T; after: T }[] = [];
  let known = names;
  if (gone.length * come.length > MOST_PAIRS) return { pairs, names };
  for (const before of gone) {
    for (const after of come) {
      if (pairs.some((pair) => pair.after === after)) continue;
      const own = [[kind.named, before.name, after.name] as const, ...(kind.names?.(before, after) ?? [])];
      const tried = known.with(own);
      if (kind.details({ before, after, programs, names: tried }).length > 0) continue;
      pairs.push({ before, after });
      known = tried;
      break;
    }
  }
  return { pairs, names: known };
}
