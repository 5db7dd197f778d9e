/** The values of a row's features, all of them finite. */
export type Row = Float64Array;

/** Where a model writes what it has to say of each feature of a row, in their order. */
export interface Explanation {
  /** The value that the model expected. */
  readonly expected: Float64Array;
  /** How much the feature adds to the oddness, never negative; only the proportions count. */
  readonly weights: Float64Array;
}

/** The numbers behind a detector of rows: how odd a row is, and why. A row given to it belongs to the caller. */
export interface RowModel {
  /** How many rows it has learnt. */
  readonly count: number;
  /** How odd a row is: never negative, greater the odder, and a thousandth is nothing; asked for once half the warm-up is learnt. */
  score(row: Row): number;
  /** Explains the score of the row that was scored last; nothing has been learnt since. */
  explain(row: Row, into: Explanation): void;
  learn(row: Row): void;
  toJSON(): object;
}
