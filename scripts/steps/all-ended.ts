/**
 * What all of these give, once each has ended; throws what the first of them threw. Unlike Promise.all it leaves nothing
 * at work behind, so whoever comes next may remove what they were writing to.
 */
export async function allEnded<T extends readonly unknown[] | []>(
  work: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
