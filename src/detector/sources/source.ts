/** Labels of a series, as name and value, sorted by name. */
export type Labels = readonly (readonly [name: string, value: string])[];

/** One value of one series. */
export interface Sample {
  readonly labels: Labels;
  /** May be NaN or infinite: the source tells what it was told. */
  readonly value: number;
  readonly timestampSeconds: number;
}

/** Why a source gave no samples. */
export type FailureReason = "credentials" | "http" | "invalid" | "refused" | "timeout" | "too_large" | "unreachable";

/** A source that gave no samples; its message holds no secret. */
export class SourceError extends Error {
  override readonly name = "SourceError";
  readonly reason: FailureReason;

  constructor(reason: FailureReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Asks for the current samples of a query. Throws a SourceError. */
export type Source = (query: string, signal: AbortSignal) => Promise<Sample[]>;
