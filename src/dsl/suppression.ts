/** A finding that is known, and let stand for a while. Errors can't be, nor what is about other tenants. */
export interface Suppression {
  /** Its code or its name: `MG2311`, `metric/unscraped`. */
  readonly code: `MG${number}` | `${string}/${string}`;
  /** The declaration that it is found in, such as `metrics/up_total`; the whole tenant unless given. */
  readonly at?: `${string}/${string}`;
  /** Why it may stand. */
  readonly reason: string;
  /** The last day on which it may: `2027-03-31`. */
  readonly until: `${number}-${number}-${number}`;
}
