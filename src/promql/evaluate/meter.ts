/** Is told of the work that storing and evaluating samples takes. What it throws goes through to whoever gave it. */
export interface Meter {
  readonly spend: (work: number) => void;
}

/** What things cost, against looking at one sample of a window: as measured, roughly. */
export const COST = { node: 8, sample: 4, series: 400, append: 4 } as const;
