import type { Program } from "../../../program/program.ts";
import type { Section } from "../view.ts";
import { alerts } from "./alerts.ts";
import { anomalies } from "./anomalies.ts";
import { drifts } from "./drift.ts";
import { objectives } from "./objectives.ts";
import { services } from "./services.ts";
import { conditions, load } from "./watched.ts";

/** The state of everything that the tenant declares; sections of what it does not declare are empty. */
export function systemOverview(program: Program): readonly Section[] {
  return [
    alerts(program),
    services(program),
    objectives(program, program.slos),
    load(program),
    conditions(program),
    anomalies(program),
    drifts(program),
  ];
}
