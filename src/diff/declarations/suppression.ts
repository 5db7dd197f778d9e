import type { DeclaredSuppression } from "../../program/suppressions.ts";
import type { CompiledTenant } from "../../project-result.ts";
import { code, md } from "../../targets/documents/markdown/markdown.ts";
import type { Change, Detail } from "../change.ts";
import { detail, instead } from "../wording.ts";

type All = readonly DeclaredSuppression[];

/** What is different about the findings that a tenant lets stand. */
export function suppressionChanges(
  before: CompiledTenant | undefined,
  after: CompiledTenant | undefined,
): readonly Change[] {
  if (before === undefined || after === undefined) return [];
  const [old, now] = [byWhat(before.suppressions.declared), byWhat(after.suppressions.declared)];
  const details = [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((what) => {
    return detailsOf(old.get(what), now.get(what));
  });
  if (details.length === 0) return [];
  return [{ kind: "tenant", name: after.name, declaration: "tenant", path: [], fate: "changed", details }];
}

function byWhat(all: All): ReadonlyMap<string, DeclaredSuppression> {
  return new Map(all.map((one) => [`${one.at ?? ""} ${one.code}`, one]));
}

function detailsOf(old: DeclaredSuppression | undefined, now: DeclaredSuppression | undefined): readonly Detail[] {
  const told = now ?? old;
  if (told === undefined) return [];
  const what = told.at === undefined ? code(told.code) : md`${code(told.code)} of ${code(told.at)}`;
  const words = (() => {
    if (now === undefined) return md`no longer lets ${what} stand`;
    if (old === undefined) return md`lets ${what} stand until **${now.until}**`;
    if (old.until !== now.until) return md`lets ${what} stand until ${instead(now.until, old.until)}`;
    return old.reason === now.reason ? undefined : md`gives another reason for which ${what} may stand`;
  })();
  return words === undefined ? [] : [detail("suppress", words)];
}
