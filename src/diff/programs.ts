import type { Program } from "../program/program.ts";
import type { Change } from "./change.ts";
import { alerts, securityRules } from "./declarations/alerts.ts";
import { dashboards } from "./declarations/dashboard.ts";
import { detectors } from "./declarations/detector.ts";
import { drifts } from "./declarations/drift.ts";
import { logs } from "./declarations/logs.ts";
import { metrics } from "./declarations/metric.ts";
import { channels, schedules, teams } from "./declarations/people.ts";
import { recordings } from "./declarations/recording.ts";
import { scrapes } from "./declarations/scrape.ts";
import { slos } from "./declarations/slo.ts";
import { tenantChanges } from "./declarations/tenant.ts";
import { type Compare, comparing } from "./kind.ts";
import { Names } from "./names.ts";

/** What others refer to comes before those who do, so that new names are known by then. */
const IN_ORDER: readonly Compare[] = [
  comparing(channels),
  comparing(schedules),
  comparing(scrapes),
  comparing(metrics),
  comparing(recordings),
  comparing(teams),
  comparing(alerts),
  comparing(securityRules),
  comparing(slos),
  comparing(drifts),
  comparing(detectors),
  comparing(dashboards),
  comparing(logs),
];

/** What is different between a tenant's programs of one environment. */
export function programChanges(before: Program, after: Program): readonly Change[] {
  const programs = { before, after };
  const changes: Change[] = [];
  let names = new Names();
  for (const compare of IN_ORDER) {
    const found = compare({ programs, names });
    changes.push(...found.changes);
    names = found.names;
  }
  return [...tenantChanges({ programs, names }), ...changes];
}
