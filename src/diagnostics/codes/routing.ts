import { kind } from "../diagnostic.ts";
import { allOf, nearest } from "../nearest.ts";

/** A configuration that Alertmanager doesn't load. */
export const refusedRouting = kind({
  code: "MG2601",
  name: "routing/refused",
  severity: "error",
  title: "configuration that Alertmanager refuses",
  reason: ({ text }: { text: string; found: string; known: readonly string[] }) => text,
  suggestion: ({ found, known }) => meant(found, known),
});

/** An alert that arrives at no receiver that would tell anybody. */
export const reachesNobody = kind({
  code: "MG2602",
  name: "routing/reaches-nobody",
  severity: "error",
  title: "alert reaches nobody",
  reason: ({ alert, others = 0, why }: { alert: string; others?: number; why: string }) =>
    others === 0
      ? `${alert} fires, and nobody hears of it: ${why}`
      : `${alert} and ${others} other alerts fire, and nobody hears of them: ${why}`,
  suggestion: () => "add a route to a receiver with at least one way to notify, or give this one such a way",
});

/** An alert that no route wants because of one label, so that it is left to a route for the rest. */
export const leftToFallback = kind({
  code: "MG2603",
  name: "routing/only-the-fallback",
  severity: "warning",
  title: "alert is left to the fallback",
  reason: ({ alert, label, value, receiver, known }: FallbackData) =>
    `${alert} has ${value === "" ? `no ${label}` : `${label}="${value}"`}, which no route takes, so it goes to ${receiver}; the routes know ${allOf(known, 8)}`,
  suggestion: ({ label, value, known }) =>
    meant(value, known) ?? (value === "" ? `give it a ${label}` : `add a route for ${label}="${value}"`),
});

interface FallbackData {
  readonly alert: string;
  readonly label: string;
  readonly value: string;
  readonly receiver: string;
  readonly known: readonly string[];
}

/** A route whose matchers, with those of the routes around it, nothing can satisfy. */
export const contradictoryRoute = kind({
  code: "MG2604",
  name: "routing/contradictory-route",
  severity: "error",
  title: "route can never be taken",
  reason: ({ label, matchers }: { label: string; matchers: readonly string[] }) =>
    `no value of ${label} satisfies ${allOf(matchers)} together; a route needs its own matchers and those of all routes around it`,
  suggestion: ({ label }) => `move the route out, or ask for another ${label}`,
});

/** A route that is never reached, because one before it takes all that it could take. */
export const shadowedRoute = kind({
  code: "MG2605",
  name: "routing/shadowed-route",
  severity: "error",
  title: "route is never reached",
  reason: ({ route, by }: { route: string; by: string }) =>
    `${by} stands before ${route}, takes every alert that could come here, and doesn't continue`,
  suggestion: () => "move this route before that one, or let that one continue",
});

/** A route that no alert's labels satisfy. */
export const unusedRoute = kind({
  code: "MG2606",
  name: "routing/unused-route",
  severity: "warning",
  title: "no alert takes this route",
  reason: ({ matcher, having }: { matcher: string; having: string }) => `no alert satisfies ${matcher}: ${having}`,
  suggestion: () => "remove the route, or give an alert these labels",
});

/** A matcher, or a label that must be equal, about a label that no alert has. */
export const unknownRoutingLabel = kind({
  code: "MG2607",
  name: "routing/unknown-label",
  severity: "error",
  title: "no alert has this label",
  reason: ({ label, known }: { label: string; known: readonly string[] }) =>
    `no alert has a label '${label}'; they have ${allOf(known, 12)}`,
  suggestion: ({ label, known }) => meant(label, known),
});

/** A matcher about a value that no alert has, and that looks like one that alerts do have. */
export const unknownRoutingValue = kind({
  code: "MG2608",
  name: "routing/unknown-value",
  severity: "error",
  title: "no alert has this value",
  reason: ({ label, value, known }: { label: string; value: string; known: readonly string[] }) =>
    `no alert has ${label}="${value}"; they have ${allOf(known, 12)}`,
  suggestion: ({ value, known }) => meant(value, known),
});

/** `continue` where nothing comes after that any of the alerts could take. */
export const uselessContinue = kind({
  code: "MG2609",
  name: "routing/useless-continue",
  severity: "warning",
  title: "continue changes nothing",
  reason: ({ route, last }: { route: string; last: boolean }) =>
    `${route} continues, but ${last ? "no route stands after it" : "no route after it takes any of its alerts"}`,
  suggestion: () => "remove continue, or move the route before the one that shall hear as well",
});

/** An alert that arrives at one receiver through two routes. */
export const toldTwice = kind({
  code: "MG2610",
  name: "routing/told-twice",
  severity: "error",
  title: "receiver hears of an alert twice",
  reason: ({ alert, receiver, first, second }: { alert: string; receiver: string; first: string; second: string }) =>
    `${alert} arrives at ${receiver} through ${first} and, as that continues, through ${second}`,
  suggestion: () => "remove continue from the first route",
});

/** A receiver that no route names. */
export const unusedReceiver = kind({
  code: "MG2611",
  name: "routing/unused-receiver",
  severity: "warning",
  title: "no route names this receiver",
  reason: ({ receiver }: { receiver: string }) => `'${receiver}' never hears of anything`,
  suggestion: () => "name it in a route, or remove it",
});

/** A time interval that no route names. */
export const unusedInterval = kind({
  code: "MG2612",
  name: "routing/unused-time-interval",
  severity: "warning",
  title: "no route names this time interval",
  reason: ({ interval }: { interval: string }) => `'${interval}' mutes and limits nothing`,
  suggestion: () => "name it in a route's mute_time_intervals or active_time_intervals, or remove it",
});

/** A time interval that contains no moment. */
export const emptyInterval = kind({
  code: "MG2613",
  name: "routing/empty-time-interval",
  severity: "error",
  title: "time interval never comes",
  reason: ({ interval, why }: { interval: string; why: string }) => `'${interval}' contains no moment: ${why}`,
  suggestion: () => "correct its ranges",
});

/** Routes that take turns by the clock, with hours between them in which none sends. */
export const handoverGap = kind({
  code: "MG2614",
  name: "routing/gap-between-hours",
  severity: "warning",
  title: "nobody is told between two routes' hours",
  reason: ({ alert, routes, gap }: { alert: string; routes: readonly string[]; gap: string }) =>
    `${allOf(routes)} take turns with ${alert}, and none of them sends ${gap}`,
  suggestion: () => "let one route mute in the very time interval in which the other is active",
});

/** An inhibition by which something less severe keeps something more severe silent. */
export const silencedPage = kind({
  code: "MG2620",
  name: "inhibition/silences-more-severe",
  severity: "error",
  title: "inhibition silences what is more severe",
  reason: ({ source, target, low, high }: { source: string; target: string; low: string; high: string }) =>
    `while ${source} fires (${low}), nobody hears of ${target} (${high})`,
  suggestion: () => "swap source and target, or limit the target to severities below the source's",
});

/** An inhibition by which one tenant's alert silences another's. */
export const foreignInhibition = kind({
  code: "MG2621",
  name: "inhibition/across-tenants",
  severity: "error",
  title: "inhibition reaches across tenants",
  reason: ({ label, source, target }: { label: string; source: string; target: string }) =>
    `${source} of one ${label} silences ${target} of another: ${label} isn't among the labels that must be equal, and no matcher fixes it on both sides`,
  suggestion: ({ label }) => `add ${label} to equal`,
});

/** An inhibition that silences nothing. */
export const idleInhibition = kind({
  code: "MG2622",
  name: "inhibition/never-applies",
  severity: "warning",
  title: "inhibition silences nothing",
  reason: ({ why }: { why: string }) => why,
  suggestion: () => "correct its matchers and equal labels, or remove it",
});

/** Alerts that keep each other silent. */
export const mutualInhibition = kind({
  code: "MG2623",
  name: "inhibition/each-other",
  severity: "error",
  title: "alerts silence each other",
  reason: ({ alerts }: { alerts: readonly string[] }) =>
    `when ${allOf(alerts)} fire together, each is silenced by another, and nobody hears of any of them`,
  suggestion: () => "remove one of the inhibitions",
});

/** A template of notifications that no receiver's text uses. */
export const unusedTemplate = kind({
  code: "MG2631",
  name: "template/unused",
  severity: "warning",
  title: "no notification uses this template",
  reason: ({ template }: { template: string }) =>
    `no receiver's text calls '${template}', by itself or through another`,
  suggestion: () => "call it in a receiver, or remove it",
});

/** A notification that says less than it should, as its text is rendered for an alert. */
export const brokenNotification = kind({
  code: "MG2632",
  name: "template/broken-notification",
  severity: "error",
  title: "notification has a hole",
  reason: ({ alert, receiver, field, problem }: { alert: string; receiver: string; field: string; problem: string }) =>
    `the ${field} that ${receiver} gets of ${alert} ${problem}`,
});

/** A channel to which no team sends anything. */
export const unusedChannel = kind({
  code: "MG2641",
  name: "people/unused-channel",
  severity: "warning",
  title: "no team uses this channel",
  reason: ({ channel }: { channel: string }) =>
    `'${channel}' is declared, but no team's page, ticket or info goes there`,
  suggestion: () => "name it in a team, or remove it",
});

/** A schedule that decides about nothing. */
export const unusedSchedule = kind({
  code: "MG2642",
  name: "people/unused-schedule",
  severity: "warning",
  title: "no team uses this schedule",
  reason: ({ schedule }: { schedule: string }) => `no team tells anybody during '${schedule}'`,
  suggestion: ({ schedule }) => `name it in a team, { to: …, during: ${schedule} }, or remove it`,
});

/** A team that owns nothing. */
export const unusedTeam = kind({
  code: "MG2643",
  name: "people/unused-team",
  severity: "warning",
  title: "team owns nothing",
  reason: ({ team }: { team: string }) => `no alert, objective or detector in any environment is owned by '${team}'`,
  suggestion: () => "give it something to own, or remove it",
});

/** The kinds of this file. */
export const routingKinds = [
  refusedRouting,
  reachesNobody,
  leftToFallback,
  contradictoryRoute,
  shadowedRoute,
  unusedRoute,
  unknownRoutingLabel,
  unknownRoutingValue,
  uselessContinue,
  toldTwice,
  unusedReceiver,
  unusedInterval,
  emptyInterval,
  handoverGap,
  silencedPage,
  foreignInhibition,
  idleInhibition,
  mutualInhibition,
  unusedTemplate,
  brokenNotification,
  unusedChannel,
  unusedSchedule,
  unusedTeam,
];

function meant(found: string, known: readonly string[]): string | undefined {
  const candidate = found === "" ? undefined : nearest(found, known);
  return candidate === undefined || candidate === found ? undefined : `did you mean '${candidate}'?`;
}
