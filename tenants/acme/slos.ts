import { latencySlo, slo } from "monitorgen";
import { errors } from "./indicators.ts";
import { latency, requests } from "./metrics/api.ts";
import { music, platform } from "./teams.ts";

export const playerAvailability = slo("player-availability", {
  objective: "99.9%",
  errors: errors.where({ service: "player" }),
  total: requests.where({ service: "player" }),
  minimumEvents: 100,
  owner: music,
  runbook: [
    "See which routes of the player fail: `/tracks` is the catalogue, `/stream` the CDN, `/session` the login.",
    "Freeze deployments of the player until the fast burn is over.",
  ],
});

export const playerLatency = latencySlo("player-latency", {
  objective: "99%",
  of: latency.where({ service: "player" }),
  within: "200ms",
  minimumEvents: 100,
  owner: music,
  runbook: [
    "Compare the player's latency with that of search: both together point at the database, the player alone at its cache.",
    "Warm the cache with `playerctl warm --top 10000` after a restart.",
  ],
});

export const searchAvailability = slo("search-availability", {
  objective: "99.5%",
  errors: errors.where({ service: "search" }),
  total: requests.where({ service: "search" }),
  minimumEvents: 50,
  owner: music,
  runbook: [
    "Ask the search cluster for its health: yellow is slow, red has lost a part of the index.",
    "For red, switch to the index of yesterday with `searchctl alias tracks --previous`.",
  ],
});

/** Billing has few requests, mostly on working days: longer windows, and a person is woken only for the fastest burn. */
export const billingAvailability = slo("billing-availability", {
  objective: "99.95%",
  window: "30d",
  errors: errors.where({ service: "billing" }),
  total: requests.where({ service: "billing" }),
  minimumEvents: 20,
  tiers: [
    { burn: 20, long: "2h", short: "15m", severity: "page" },
    { burn: 5, long: "12h", short: "1h", severity: "ticket" },
    { burn: 1, long: "3d", short: "6h", severity: "ticket" },
  ],
  owner: platform,
  runbook: [
    "Look whether failed payments are repeated: `billingctl pending` must get shorter by itself.",
    "Pause new subscriptions with the flag `checkout-closed` if customers are charged twice.",
  ],
});
