import { security } from "monitorgen";
import { failedLoginsByAccount, failedLoginsByAddress } from "./metrics/security.ts";
import { platform } from "./teams.ts";

export const accountUnderAttack = security("AccountUnderAttack", {
  events: failedLoginsByAccount,
  by: ["account"],
  severity: "ticket",
  owner: platform,
  summary: ({ account }) => `Somebody guesses the password of ${account}`,
  description: ({ account, value }) => `${account} has had ${value} logins with a wrong password within five minutes.`,
  runbook: [
    "Lock the account for an hour with `authctl lock ACCOUNT --for 1h`; its owner gets a mail by that.",
    "Search the log stream `auth` for a login that succeeded after the failures: if there is one, end all sessions of the account.",
  ],
});

export const networkAttacks = security("NetworkAttacks", {
  events: failedLoginsByAddress,
  by: ["network", "country"],
  atLeast: 100,
  within: "5m",
  severity: "page",
  owner: platform,
  summary: ({ network }) => `${network} tries stolen passwords`,
  description: ({ network, country, value }) =>
    `From ${network} (${country}) came ${value} logins that failed within five minutes.`,
  runbook: [
    "Block the network at the load balancer: `lbctl block NETWORK --for 24h`.",
    "List the accounts that were reached from it, and force a new password on those that were opened.",
    "Tell the security officer by phone if there was even one.",
  ],
});
