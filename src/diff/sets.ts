import type { Markdown } from "../targets/documents/markdown/markdown.ts";
import type { Detail, Effect } from "./change.ts";
import { detail, listed } from "./wording.ts";

interface Said {
  readonly words: Markdown;
  readonly effect?: Effect;
}

/** What it means that elements of a list, whose order means nothing, have come and gone. */
export interface SetWords {
  readonly come: (names: Markdown) => Said;
  readonly gone: (names: Markdown) => Said;
}

/** What has come to a list and gone from it. */
export function setDetails(
  property: string,
  before: readonly string[],
  after: readonly string[],
  { come, gone }: SetWords,
): readonly Detail[] {
  const added = after.filter((one) => !before.includes(one)).sort();
  const removed = before.filter((one) => !after.includes(one)).sort();
  const said = [
    ...(added.length === 0 ? [] : [come(listed(added))]),
    ...(removed.length === 0 ? [] : [gone(listed(removed))]),
  ];
  return said.map(({ words, effect }) => detail(property, words, effect));
}
