/**
 * The candidate that a misspelt word most likely meant, by Damerau–Levenshtein distance (optimal string alignment);
 * undefined where none is within a third of the word's length. Of equally close ones a `common` one is taken, then the
 * one that begins the same for longest, then the first in order.
 */
export function nearest(
  word: string,
  candidates: Iterable<string>,
  common: ReadonlySet<string> = new Set(),
): string | undefined {
  const limit = Math.max(1, Math.floor(word.length / 3));
  const typed = word.toLowerCase();
  const close = [...candidates].sort().flatMap((candidate): Close[] => {
    if (Math.abs(candidate.length - word.length) > limit) return [];
    const meant = candidate.toLowerCase();
    const distance = editDistance(typed, meant);
    const rank = [distance, common.has(candidate) ? 0 : 1, -commonPrefix(typed, meant)];
    return distance > limit ? [] : [{ candidate, rank }];
  });
  return close.sort(byRank)[0]?.candidate;
}

interface Close {
  readonly candidate: string;
  /** Smaller is better, the first first. */
  readonly rank: readonly number[];
}

function byRank(a: Close, b: Close): number {
  const index = a.rank.findIndex((value, i) => value !== b.rank[i]);
  return (a.rank[index] ?? 0) - (b.rank[index] ?? 0);
}

function commonPrefix(a: string, b: string): number {
  const end = [...a].findIndex((character, index) => character !== b[index]);
  return end < 0 ? a.length : end;
}

/** Alternatives for people: `a, b or c`; long lists are cut with their count. */
export function oneOf(candidates: Iterable<string>, most = 8): string {
  return listed(candidates, "or", most);
}

/** Things for people that go together: `a, b and c`; long lists are cut with their count. */
export function allOf(candidates: Iterable<string>, most = 20): string {
  return listed(candidates, "and", most);
}

function listed(candidates: Iterable<string>, word: string, most: number): string {
  const all = [...candidates];
  if (all.length > most) return `${all.slice(0, most).join(", ")} … (${all.length} in all)`;
  const last = all.at(-1);
  return all.length > 1 ? `${all.slice(0, -1).join(", ")} ${word} ${last}` : (last ?? "nothing");
}

function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) current.push(cell(a, b, i, j, current, previous, beforePrevious));
    [beforePrevious, previous] = [previous, current];
  }
  return Number(previous[b.length]);
}

function cell(
  a: string,
  b: string,
  i: number,
  j: number,
  current: readonly number[],
  previous: readonly number[],
  beforePrevious: readonly number[],
): number {
  const at = (row: readonly number[], index: number): number => Number(row[index]);
  const substitution = at(previous, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
  const edit = Math.min(substitution, at(previous, j) + 1, at(current, j - 1) + 1);
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return swapped ? Math.min(edit, at(beforePrevious, j - 2) + 1) : edit;
}
