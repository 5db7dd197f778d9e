import type { Socket } from "node:net";
import type { RunningAcme } from "../acme.ts";
import type { Labels } from "../demo/declared.ts";
import type { Incident } from "../demo/episodes.ts";
import {
  connectionsTaken,
  passwordGuessed,
  playerFails,
  playerSlow,
  recommenderGone,
  searchErrs,
} from "../demo/incidents.ts";

/** An incident in progress. */
export interface Provoked {
  readonly over: () => void;
}

/** Something that goes wrong, the alert that says so, and how it is done to acme. */
export interface Scenario {
  readonly what: string;
  readonly alert: string;
  /** Labels that the alert must have, beside those of its rule. */
  readonly labels: Labels;
  /** Who must hear of it in office hours, as tenants/acme/teams.ts says. */
  readonly receiver: string;
  readonly begin: (acme: RunningAcme) => Promise<Provoked>;
}

/** Done to the demo: its series behave otherwise, or its targets are silent. */
function inDemo(alert: string, labels: Labels, receiver: string, incident: Incident): Scenario {
  return {
    what: incident.name,
    alert,
    labels,
    receiver,
    begin: async ({ demo }) => {
      demo.begin(incident);
      return { over: () => demo.end(incident) };
    },
  };
}

/** Done to the real PostgreSQL where there is one: 96 clients stay connected, of 100 that it takes. */
const connections: Scenario = {
  ...inDemo("ConnectionsExhausted", { server: "primary" }, "acme/oncall", connectionsTaken),
  begin: async ({ demo, postgres }) => {
    if (postgres === undefined) {
      demo.begin(connectionsTaken);
      return { over: () => demo.end(connectionsTaken) };
    }
    const held: (Socket | undefined)[] = [];
    for (let count = 0; count < 96; count++) held.push(await postgres.open());
    return { over: () => held.map((socket) => socket?.destroy()) };
  },
};

/** Has begun before: the demo is told when it starts. */
const searching: Scenario = {
  ...inDemo("ErrorRatioRaised", { service: "search" }, "acme/room", searchErrs),
  begin: async ({ demo }) => ({ over: () => demo.end(searchErrs) }),
};

/** A threshold, two objectives (errors, and latency from a histogram), a target that is gone, an attack, and a ratio that has been raised for long. */
export const scenarios: readonly Scenario[] = [
  connections,
  inDemo("PlayerAvailabilityBurn1h", { slo: "player-availability", burn: "14.4" }, "acme/oncall", playerFails),
  inDemo("PlayerLatencyBurn1h", { slo: "player-latency", burn: "14.4" }, "acme/oncall", playerSlow),
  inDemo("JobDown", { job: "recommender" }, "acme/oncall", recommenderGone),
  inDemo("AccountUnderAttack", { account: "ada" }, "acme/mail", passwordGuessed),
  searching,
];
