import { drift, ks, psi } from "monitorgen";
import { scores, tempo } from "./metrics/recommender.ts";
import { music } from "./teams.ts";

export const tempoDrift = drift("tempo", {
  of: tempo,
  current: "1d",
  reference: "7d",
  tests: [psi({ ticket: 0.2 }), ks({ ticket: 0.15 })],
  minimumEvents: 5000,
  owner: music,
  runbook: [
    "See whether a large label was added to the catalogue this week: new music is no fault, but the model has to learn it.",
    "Otherwise compare ten tracks with their tempo on a second source; halved values are a bug of the analyser.",
  ],
});

export const scoreDrift = drift("home-feed-score", {
  of: scores.where({ model: "home-feed" }),
  current: "1d",
  reference: "7d",
  tests: [psi({ page: 0.4, ticket: 0.2 })],
  minimumEvents: 5000,
  owner: music,
  runbook: [
    "Find out whether a new version of the home feed was released within the last day: then it is what you see.",
    "Go back to the version before when `accuracy` fell too, else keep it and let the reference follow.",
  ],
});
