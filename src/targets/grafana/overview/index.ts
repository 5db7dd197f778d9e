import type { Program } from "../../../program/program.ts";
import type { Section } from "../view.ts";
import { alerts } from "./alerts.ts";
import { anomalies } from "./anomalies.ts";
import { conditions } from "./conditions.ts";
import { drifts } from "./drift.ts";
import { load } from "./load.ts";
import { objectives } from "./objectives.ts";
import { services } from "./services.ts";

/**
 * The state of everything that the tenant declares; sections of what it does not declare are empty. Conditions of alerts
 * that are drawn on its other dashboards, by name, are left to these.
 */
export function systemOverview(program: Program, elsewhere: ReadonlySet<string>): readonly Section[] {
  return [
    alerts(program),
    services(program),
    objectives(program, program.slos),
    load(program),
    conditions(program, elsewhere),
    anomalies(program),
    drifts(program),
  ];
}
