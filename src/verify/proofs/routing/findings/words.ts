import { printMatcher } from "../../../../routing/matchers.ts";
import type { RouteNode } from "../../../../routing/tree.ts";

/** A route as findings call it: by its matchers and where its notifications go. */
export function routeInWords({ matchers, receiver }: Pick<RouteNode, "matchers" | "receiver">): string {
  const asks =
    matchers.length === 0 ? "the route without matchers" : `the route ${matchers.map(printMatcher).join(", ")}`;
  return `${asks} to ${receiver}`;
}
