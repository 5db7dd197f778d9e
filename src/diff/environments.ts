import type { Place, Position } from "../diagnostics/diagnostic.ts";
import { type Change, type Detail, type Effect, type Fate, KINDS, type KindName } from "./change.ts";

/** A detail, and the environments in which it holds. */
export interface DetailIn extends Detail {
  readonly environments: readonly string[];
}

/** What has become of a declaration, in all environments in which that is the same. */
export interface Difference {
  readonly kind: KindName;
  readonly name: string;
  readonly declaration: string;
  readonly fate: Fate;
  readonly previously?: string;
  readonly environments: readonly string[];
  readonly details: readonly DetailIn[];
  /** What it does to those who are on call, each once. */
  readonly effects: readonly Effect[];
  /** Where it is written: of what is gone, where it was. */
  readonly at?: Position;
}

/** What is different in one environment. */
export interface InEnvironment {
  readonly environment: string;
  readonly changes: readonly Change[];
}

/** Finds where a declaration is written now, or was. */
export type Locate = (place: Place, fate: Fate) => Position | undefined;

interface Group {
  readonly change: Change;
  readonly environments: string[];
  readonly details: Map<string, DetailIn>;
}

/** Says once what is the same in several environments, sorted by kind and name. */
export function together(all: readonly InEnvironment[], locate: Locate): readonly Difference[] {
  const groups = new Map<string, Group>();
  for (const { environment, changes } of all) {
    for (const change of changes) {
      const { kind, declaration, name, fate, previously } = change;
      const key = JSON.stringify([kind, declaration, name, fate, previously]);
      const group: Group = groups.get(key) ?? { change, environments: [], details: new Map() };
      groups.set(key, group);
      if (!group.environments.includes(environment)) group.environments.push(environment);
      for (const detail of change.details) collect(group.details, detail, environment);
    }
  }
  return [...groups.values()]
    .map((group) =>
      differenceOf(group.change, group.environments, [...group.details.values()].map(withoutIdleEffect), locate),
    )
    .sort(byKind);
}

function collect(details: Map<string, DetailIn>, detail: Detail, environment: string): void {
  const { property, words, effect, lines, alerts } = detail;
  const key = JSON.stringify([property, words.text, effect, lines]);
  const known = details.get(key);
  const environments = [...(known?.environments ?? []), environment];
  const all = alerts && [...new Set([...(known?.alerts ?? []), ...alerts])].sort();
  details.set(key, { ...detail, environments: [...new Set(environments)].sort(), ...(all && { alerts: all }) });
}

// What would change for alerts changes nothing where there are none.
function withoutIdleEffect({ effect, ...detail }: DetailIn): DetailIn {
  return effect === undefined || detail.alerts?.length === 0 ? detail : { ...detail, effect };
}

function differenceOf(
  { kind, name, declaration, fate, previously, path }: Change,
  environments: readonly string[],
  details: readonly DetailIn[],
  locate: Locate,
): Difference {
  const effects = [...new Set(details.flatMap(({ effect }) => effect ?? []))];
  const at = path === undefined ? undefined : locate({ path, part: "key" }, fate);
  return {
    ...{ kind, name, declaration, fate, details, effects },
    environments: [...environments].sort(),
    ...(previously === undefined ? {} : { previously }),
    ...(at === undefined ? {} : { at }),
  };
}

function byKind(a: Difference, b: Difference): number {
  return KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || compareText(a.name, b.name) || compareText(a.fate, b.fate);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
