import type { Data, Kind, Place } from "../../diagnostics/diagnostic.ts";
import type { Expr, Matcher } from "../syntax/ast.ts";
import type { BucketForm, Series, SeriesCatalogue } from "../types/catalogue.ts";

/** A PromQL tree that knows where in the declaration each of its nodes was written. */
export interface Authored {
  readonly expr: Expr;
  /** The text that it was parsed from, where it was written as PromQL. */
  readonly text?: string;
  placeOf(node: Expr): Place;
  /** Where the builder moved a selector into the past. */
  offsetPlaceOf?(node: Expr): Place | undefined;
  /** Where the builder was given a matcher. */
  matcherPlaceOf?(matcher: Matcher): Place | undefined;
}

/** What lowering an expression needs to know. */
export interface Lowering {
  /** The series that expressions may read. */
  readonly series: SeriesCatalogue;
  /** Declared metrics by the names that authors use. */
  readonly metrics: ReadonlyMap<string, Series>;
  readonly bucketForm: BucketForm;
  /** The label that every series gets later. */
  readonly tenantLabel: string;
  report<D extends Data>(kind: Kind<D>, place: Place, data: D): void;
}
