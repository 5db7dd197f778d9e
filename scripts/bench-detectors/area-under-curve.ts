/** How often a marked row has the higher score of a marked and an unmarked one; ties count half. */
export function areaUnderCurve(scores: readonly number[], isMarked: readonly boolean[]): number {
  const marked = scores.filter((_, index) => isMarked[index]);
  const others = scores.filter((_, index) => !isMarked[index]);
  let won = 0;
  for (const one of marked) {
    for (const other of others) won += one > other ? 1 : one === other ? 0.5 : 0;
  }
  return won / (marked.length * others.length);
}
