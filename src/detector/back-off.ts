/** The most intervals between two attempts. */
export const LONGEST_BACK_OFF = 5;

/** Intervals until the next attempt after so many failures in a row: 1, 2, 4, then 5. */
export function intervalsUntilNext(failures: number): number {
  return failures === 0 ? 1 : Math.min(LONGEST_BACK_OFF, 2 ** (failures - 1));
}
