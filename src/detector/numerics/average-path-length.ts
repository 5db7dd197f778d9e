const EULER_MASCHERONI = 0.5772156649015329;

/**
 * Mean length of an unsuccessful search in a binary search tree of n entries, which a random tree would isolate a row
 * after: c(n) of Liu, Ting and Zhou 2008, "Isolation forest", with c(2) = 1 and c(1) = 0.
 */
export function averagePathLength(entries: number): number {
  if (entries <= 1) return 0;
  if (entries === 2) return 1;
  return 2 * (Math.log(entries - 1) + EULER_MASCHERONI) - (2 * (entries - 1)) / entries;
}
