import type { Labels } from "../../routing/matchers.ts";
import type { GlobalOptions } from "../commands/options.ts";
import type { SelectionOptions } from "../selection.ts";

/** What `test routes` takes. */
export interface RoutesOptions extends GlobalOptions, SelectionOptions {
  /** In epoch milliseconds. */
  readonly at?: number;
  readonly label?: Labels;
  readonly format: "text" | "tsv" | "json";
}
