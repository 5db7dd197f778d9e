import { visible } from "../../diagnostics/reporters/visible.ts";
import type { DetailIn, Difference, Effect, Fate, Part, ProjectDiff } from "../../diff/index.ts";
import { listed } from "../../diff/wording.ts";
import type { CompiledProject } from "../../project.ts";
import { code, Markdown, md } from "../../targets/documents/markdown/markdown.ts";
import { count } from "../words.ts";
import type { Base } from "./base.ts";

/** What is to be told: the difference, and of which states. */
export interface Told {
  readonly base: Base;
  readonly diff: ProjectDiff;
  readonly before: CompiledProject;
  readonly after: CompiledProject;
}

/** The effects, and how they are told. */
export const EFFECTS: Readonly<Record<Effect, string>> = {
  blinder: "blinder",
  noisier: "noisier",
  quieter: "quieter",
  covered: "newly covered",
  rerouted: "routed elsewhere",
};

const GRAVEST_FIRST: readonly Effect[] = ["blinder", "noisier", "quieter", "covered", "rerouted"];

/** An effect, its words, and the declarations that have it. */
export interface Affected {
  readonly effect: Effect;
  readonly words: string;
  readonly differences: readonly Difference[];
}

/** The declarations by what their changes do, the gravest effect first. */
export function affectedBy({ parts }: ProjectDiff): readonly Affected[] {
  const all = parts.flatMap(({ differences }) => differences);
  return GRAVEST_FIRST.flatMap((effect) => {
    const differences = all.filter(({ effects }) => effects.includes(effect));
    return differences.length === 0 ? [] : [{ effect, words: EFFECTS[effect], differences }];
  });
}

/** `3 blinder · 1 noisier · 2 added, 2 changed` */
export function countsOf(diff: ProjectDiff): string {
  const effects = affectedBy(diff).map(({ words, differences }) => `${differences.length} ${words}`);
  return [...effects, fateCounts(diff.parts.flatMap(({ differences }) => differences))].join(" · ");
}

/** `2 added, 1 changed`. */
export function fateCounts(differences: readonly Difference[]): string {
  const fates: readonly Fate[] = ["added", "removed", "renamed", "changed"];
  const parts = fates.flatMap((fate) => {
    const found = differences.filter((one) => one.fate === fate).length;
    return found === 0 ? [] : [`${found} ${fate}`];
  });
  return parts.join(", ");
}

/** A detail's clause: in which environments, and about how many alerts; without the mark of its effect. */
export function clauseOf({ words, alerts = [], ...detail }: DetailIn, one: Difference, diff: ProjectDiff): Markdown {
  const where = detail.environments.length === one.environments.length ? "" : environmentsOf(detail, diff);
  const about = alerts.length === 0 ? md`` : md` (${count(alerts.length, "alert")}: ${listed(alerts)})`;
  const clause = where === "" ? md`${words}${about}` : md`${where}: ${words}${about}`;
  return new Markdown(visible(clause.text));
}

/** `acme`, or what all tenants share. */
export function titleOf({ tenant }: Part): string {
  return tenant ?? "what all tenants share";
}

/** The environments that are to be named: none where it is all of them. */
export function environmentsOf(
  one: Pick<DetailIn | Difference, "environments">,
  { environments }: ProjectDiff,
): string {
  return one.environments.length === environments.length ? "" : [...one.environments].sort().join(", ");
}

/** `origin/main (1a2b3c4)`. */
export function baseInWords({ name, commit }: Base): string {
  return commit === undefined ? name : `${name} (${commit.slice(0, 7)})`;
}

/** What prevents a whole comparison, in sentences. */
export function notesOf({ base, diff, before }: Told): readonly Markdown[] {
  const errors = before.diagnostics.filter(({ kind }) => kind.severity === "error").length;
  const broken = diff.broken.map(({ tenant, side }) =>
    side === "before"
      ? md`${tenant} can't be compared: its declaration at ${code(base.name)} gives nothing`
      : md`${tenant} can't be compared: its declaration has errors`,
  );
  return [...base.notes, ...broken, ...(errors === 0 ? [] : [errorsInWords(base, errors)])];
}

function errorsInWords({ name }: Base, errors: number): Markdown {
  const what = errors === 1 ? "is 1 error; what it is about" : `are ${errors} errors; what they are about`;
  return md`at ${code(name)} there ${what} is missing there, and may be told as added`;
}
