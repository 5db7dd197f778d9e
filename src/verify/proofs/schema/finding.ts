/** Something in an emitted file that its schema refuses. */
export interface SchemaFinding {
  /** The artifact's path. */
  readonly path: string;
  /** JSON Pointer (RFC 6901) to what is wrong: for an unknown key the key itself, for a missing one its object. */
  readonly pointer: string;
  readonly message: string;
  /** The key or value that was most likely meant. */
  readonly nearest?: string;
}

/** A finding before it is known which file it is in. */
export type Refusal = Omit<SchemaFinding, "path">;
