import { unknownRoutingLabel, unknownRoutingValue } from "../../../../diagnostics/codes/routing.ts";
import type { Place } from "../../../../diagnostics/diagnostic.ts";
import { nearest } from "../../../../diagnostics/nearest.ts";
import type { Matcher } from "../../../../routing/matchers.ts";
import { type RouteNode, walk } from "../../../../routing/tree.ts";
import { isFuzzy } from "./candidates.ts";
import type { RoutingContext, Search } from "./context.ts";
import { matcherPlace } from "./places.ts";

/** A matcher about something that no alert has. */
export type UnknownMatcher =
  | { readonly what: "label"; readonly matcher: Matcher; readonly label: string; readonly known: readonly string[] }
  | {
      readonly what: "value";
      readonly matcher: Matcher;
      readonly label: string;
      readonly value: string;
      readonly known: readonly string[];
    };

/** Labels and values in routes and inhibitions that no alert has; values only where they look like a slip. */
export const unknownNames: Search = (context, report) => {
  const told = (place: Place, found: UnknownMatcher): void => {
    const { label, known } = found;
    if (found.what === "label") report(unknownRoutingLabel, place, { label, known });
    else report(unknownRoutingValue, place, { label, value: found.value, known });
  };
  const search = (matchers: readonly Matcher[], placeOf: (matcher: Matcher) => Place): void => {
    for (const found of unknownMatchers(context, matchers)) told(placeOf(found.matcher), found);
  };
  const inherited = new Set<RouteNode["groupBy"]>();
  for (const { matchers, origin, groupBy } of walk(context.tree)) {
    search(matchers, (matcher) => matcherPlace(context.document, origin, matcher));
    for (const [index, label] of inherited.has(groupBy) || groupBy === "all" ? [] : groupBy.entries()) {
      // Labels that only some alerts may have one day are harmless here.
      if (!isSlip(label, context.labels.names)) continue;
      report(unknownRoutingLabel, [...origin, "group_by", index], { label, known: context.labels.names });
    }
    inherited.add(groupBy);
  }
  for (const { sourceMatchers, targetMatchers, equal, origin } of context.config.inhibitRules) {
    search(sourceMatchers, (matcher) => matcherPlace(context.document, origin, matcher, "source_"));
    search(targetMatchers, (matcher) => matcherPlace(context.document, origin, matcher, "target_"));
    for (const [index, label] of equal.entries()) {
      if (!isUnknownLabel(context, label)) continue;
      report(unknownRoutingLabel, [...origin, "equal", index], { label, known: context.labels.names });
    }
  }
};

/** Which of some matchers ask for a label that no alert has, or for a value that looks like a slip. */
export function unknownMatchers(context: RoutingContext, matchers: readonly Matcher[]): readonly UnknownMatcher[] {
  return matchers.flatMap((matcher): readonly UnknownMatcher[] => {
    const label = matcher.name;
    if (isUnknownLabel(context, label)) return [{ what: "label", matcher, label, known: context.labels.names }];
    const known = knownValues(context, label);
    if (known === undefined) return [];
    return spelledOut(matcher)
      .filter((value) => isSlip(value, known))
      .map((value) => ({ what: "value", matcher, label, value, known }));
  });
}

// An alert that may have further labels may have this one; then only what looks like a slip is told.
function isUnknownLabel({ labels }: RoutingContext, label: string): boolean {
  if (labels.names.includes(label)) return false;
  return labels.isOpen ? isSlip(label, labels.names) : true;
}

/** The values of a label in all alerts; undefined where too many alerts can have any. */
function knownValues({ labels, alerts }: RoutingContext, label: string): readonly string[] | undefined {
  const { values, open } = labels.of(label);
  // Where few may have other values than their rules say, as any series may bring a label, the rules are believed.
  return open * 5 > alerts.length || values.length === 0 ? undefined : values;
}

function spelledOut(matcher: Matcher): readonly string[] {
  if (!matcher.operator.endsWith("~")) return matcher.value === "" ? [] : [matcher.value];
  return isFuzzy(matcher) || matcher.value.startsWith(".") ? [] : matcher.value.split("|").filter((one) => one !== "");
}

// Names that differ in their numbers are names of a series, not slips.
function isSlip(word: string, known: readonly string[]): boolean {
  if (known.includes(word)) return false;
  const meant = nearest(word, known);
  return meant !== undefined && meant.replace(/\d+/g, "") !== word.replace(/\d+/g, "");
}
