/** The options of `explain`. */
export interface ExplainOptions {
  readonly root?: string;
  readonly color?: boolean;
  readonly tenant?: string;
  readonly env?: string;
}
