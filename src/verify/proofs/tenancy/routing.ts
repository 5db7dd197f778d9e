import type { Pin } from "../../../promql/enforce/enforce.ts";
import type { Matcher } from "../../../routing/matchers.ts";
import { parseMatchers } from "../../../routing/matchers-syntax.ts";
import { list, record, type Unlimited } from "./data.ts";

/**
 * Routes and inhibitions of an Alertmanager configuration that take alerts of other tenants: each route below the root,
 * which is the organisation's, must ask for the tenant, by itself or through a route above it.
 */
export function unlimitedRouting(config: unknown, pin: Pin): readonly Unlimited[] {
  const { route, inhibit_rules: inhibitions } = record(config);
  return [
    ...list(record(route).routes).flatMap((child, i) => routes(child, `route/routes/${i}`, pin)),
    ...list(inhibitions).flatMap((rule, i) => inhibition(record(rule), `inhibit_rules/${i}`, pin)),
  ];
}

function routes(route: unknown, what: string, pin: Pin): readonly Unlimited[] {
  const { matchers, receiver } = record(route);
  return asksFor(matchers, pin) ? [] : [{ what, text: `the route to ${String(receiver)} takes any tenant's alerts` }];
}

// Any of the three would do; all of them are there, so that no single mistake lets a tenant silence another.
function inhibition(rule: Readonly<Record<string, unknown>>, what: string, pin: Pin): readonly Unlimited[] {
  const sides = (["source_matchers", "target_matchers"] as const).filter((side) => !asksFor(rule[side], pin));
  const taken = sides.map((side) => ({ what: `${what}/${side}`, text: "takes any tenant's alerts" }));
  if (list(rule.equal).includes(pin.label)) return taken;
  return [...taken, { what: `${what}/equal`, text: `${pin.label} need not be equal` }];
}

/** Whether matchers ask for exactly this tenant. */
function asksFor(matchers: unknown, pin: Pin): boolean {
  return askedFor(matchers, pin.label).includes(pin.value);
}

/** The values of a label that matchers ask for exactly. */
export function askedFor(matchers: unknown, label: string): readonly string[] {
  return list(matchers)
    .flatMap((text) => matchersIn(String(text)))
    .flatMap(({ name, operator, value }) => (name === label && operator === "=" ? [value] : []));
}

function matchersIn(text: string): readonly Matcher[] {
  const parsed = parseMatchers(text);
  return parsed.ok ? parsed.value : [];
}
