import { latencySlo, security, slo } from "monitorgen";
import { latency, logins, payments, requests } from "./metrics.ts";
import { money, platform } from "./people.ts";
import { failures } from "./recordings.ts";

export const checkoutAvailability = slo("checkout-availability", {
  objective: "99.9%",
  errors: failures.where({ service: "checkout" }),
  total: requests.where({ service: "checkout" }),
  minimumEvents: 100,
  owner: money,
  runbook: "Freeze the releases of the checkout.",
});

export const menuLatency = latencySlo("menu-latency", {
  objective: "99%",
  of: latency.where({ service: "menu" }),
  within: "500ms",
  minimumEvents: 100,
  tiers: [
    { burn: 10, long: "2h", short: "10m", severity: "page" },
    { burn: 2, long: "1d", short: "2h", severity: "ticket" },
  ],
  owner: platform,
  runbook: "Warm the cache of menus.",
});

export const paymentsAccepted = slo("payments-work", {
  objective: "99.5%",
  errors: payments.where({ result: "failed" }),
  total: payments,
  minimumEvents: 50,
  tiers: [
    { burn: 12, long: "1h", short: "5m", severity: "page" },
    { burn: 4, long: "8h", short: "40m", severity: "ticket" },
  ],
  owner: money,
  runbook: "Ask the providers.",
});

export const passwordGuessing = security("PasswordGuessing", {
  events: logins,
  by: ["account"],
  atLeast: 10,
  within: "10m",
  severity: "ticket",
  owner: platform,
  summary: ({ account }) => `Somebody guesses the password of ${account}`,
  runbook: "Lock the account for an hour.",
});
