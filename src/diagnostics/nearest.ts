/**
 * The candidate that a misspelt word most likely meant, by Damerau–Levenshtein distance (optimal string alignment);
 * undefined where none is within a third of the word's length.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of [...candidates].sort()) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
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
  return previous[b.length] ?? 0;
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
  const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;
  const substitution = at(previous, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
  const edit = Math.min(substitution, at(previous, j) + 1, at(current, j - 1) + 1);
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return swapped ? Math.min(edit, at(beforePrevious, j - 2) + 1) : edit;
}
