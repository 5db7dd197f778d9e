/**
 * Slow things in their order, each with its name: the first begins at once, and another whenever one is taken.
 */
export function oneAhead<T>(
  names: readonly string[],
  start: (name: string) => Promise<T>,
): Iterable<readonly [name: string, Promise<T>]> {
  const begin = (index: number): readonly [string, Promise<T>] | undefined => {
    const name = names[index];
    if (name === undefined) return undefined;
    const begun = start(name);
    // Whoever takes it hears of its failure; nobody may take it.
    begun.catch(() => undefined);
    return [name, begun];
  };
  let next = begin(0);
  return (function* () {
    for (let index = 1; next !== undefined; index++) {
      const taken = next;
      next = begin(index);
      yield taken;
    }
  })();
}
