/** Events in an order that matters. */
export interface Rule {
  readonly name: string;
  readonly steps: readonly string[];
  readonly withinSeconds: number;
}

/** Of each number of first steps that have happened, when the latest such beginning began; null where there is none. */
export type Progress = readonly (number | null)[];

/** How many steps of a rule an event completes, counting those before it; 0 where it is none of them. */
export function stepsWith({ steps, withinSeconds }: Rule, progress: Progress, name: string, seconds: number): number {
  for (let step = steps.length; step > 0; step -= 1) {
    if (steps[step - 1] === name && isBegun(progress, step - 1, withinSeconds, seconds)) return step;
  }
  return 0;
}

/** The progress after an event; nothing is left of a sequence that it completes. */
export function advanced(rule: Rule, progress: Progress, name: string, seconds: number): Progress {
  const { steps, withinSeconds } = rule;
  if (stepsWith(rule, progress, name, seconds) === steps.length) return [];
  return steps.slice(0, -1).map((step, index) => {
    if (step !== name || !isBegun(progress, index, withinSeconds, seconds)) return progress[index] ?? null;
    return index === 0 ? seconds : (progress[index - 1] ?? null);
  });
}

/** Whether so many first steps have happened, and not too long ago. */
function isBegun(progress: Progress, steps: number, withinSeconds: number, seconds: number): boolean {
  if (steps === 0) return true;
  const began = progress[steps - 1] ?? null;
  return began !== null && seconds >= began && seconds - began <= withinSeconds;
}
