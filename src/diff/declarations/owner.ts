import type { Team } from "../../program/program.ts";
import { md } from "../../targets/documents/markdown/markdown.ts";
import type { Detail } from "../change.ts";
import { detail, instead, type Pair } from "../wording.ts";

/** Says that something belongs to another team. */
export function ownerDetails<T extends { readonly team: Team }>({ before, after, names }: Pair<T>): readonly Detail[] {
  if (before.team.name === names.was("teams", after.team.name)) return [];
  return [detail("owner", md`belongs to ${instead(after.team.name, before.team.name)}`)];
}
