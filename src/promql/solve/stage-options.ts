/** How a stage differs from the plainest one. */
export interface StageOptions {
  /** Whether series are there, and calm, before the condition is to hold; otherwise they begin with it. */
  readonly leads?: boolean;
  /** How many targets expose the same series. */
  readonly targets?: number;
  /** Whether there are so many and no more, whatever is counted. */
  readonly isExact?: boolean;
  /** The label that tells them apart; one that nothing asks for, unless told. */
  readonly apartBy?: string;
  /** Whether the same series of several targets have other values to begin with. */
  readonly isSpread?: boolean;
  /** Whether the newest sample, and parts of windows, can be turned alone. */
  readonly isFine?: boolean;
  /** Whether series have been there for no longer than two evaluations. */
  readonly isYoung?: boolean;
  /** Whether the present lasts for as long as offsets look back. */
  readonly isLong?: boolean;
  /** The only value of a label that series have. */
  readonly only?: readonly [label: string, value: string];
  /** How much later everything is: time itself is what some conditions look at. */
  readonly laterMs?: number;
  /** How often series change between two paces, or begin again, within what windows look back at. */
  readonly flips?: number;
  /** Whether samples come so rarely that the newest one is three minutes old. */
  readonly isSparse?: boolean;
  /** Where values that are within bounds begin: in their middle, unless told. */
  readonly begin?: "low" | "high";
}
