import { tenant } from "monitorgen";
import * as alerts from "./alerts/index.ts";
import * as channels from "./channels.ts";
import * as dashboards from "./dashboards.ts";
import * as detectors from "./detectors.ts";
import * as drift from "./drift.ts";
import * as environments from "./environments.ts";
import { connectionsTaken, errorRate, freeSpace, requestRate } from "./indicators.ts";
import * as logs from "./logs.ts";
import * as metrics from "./metrics/index.ts";
import * as scrapes from "./scrapes.ts";
import * as security from "./security.ts";
import * as slos from "./slos.ts";
import { music, officeHours, platform } from "./teams.ts";

export default tenant("acme", {
  title: "Acme",
  description: "Streams music: a player, a search, playlists and subscriptions, with recommendations by two models.",
  metrics: Object.values(metrics),
  scrapes: Object.values(scrapes),
  recordings: [requestRate, errorRate, freeSpace, connectionsTaken],
  channels: Object.values(channels),
  schedules: [officeHours],
  teams: [music, platform],
  alerts: Object.values(alerts),
  slos: Object.values(slos),
  drift: Object.values(drift),
  security: Object.values(security),
  detectors: Object.values(detectors),
  sidecar: {
    prefix: "acme_monitoring",
    address: "detector.acme.example:8000",
    batch: ["auto", "isolation-forest", "event-sequence", "sequence-rules", "behaviour-profile"],
  },
  dashboards: Object.values(dashboards),
  logs: Object.values(logs),
  environments: Object.values(environments),
});
