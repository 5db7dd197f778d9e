import { changes } from "./changes.ts";
import { forecasts } from "./forecast.ts";
import { memory } from "./memory.ts";
import { nab } from "./nab.ts";
import { networks } from "./networks.ts";
import { parity } from "./parity.ts";
import type { DetectorSection } from "./section.ts";
import { speed } from "./speed.ts";
import { tables } from "./tables.ts";

/** The sections of the detectors' figures by name, in the order of docs/detectors.md. */
export const sections: Readonly<Record<string, DetectorSection>> = {
  nab,
  forecast: forecasts,
  networks,
  tables,
  speed,
  memory,
  parity,
  changes,
};
