import * as z from "zod";
import { Adwin } from "../../../src/detector/numerics/concept-drift/adwin.ts";
import type { ChangeDetector } from "../../../src/detector/numerics/concept-drift/change-detector.ts";
import { Ddm } from "../../../src/detector/numerics/concept-drift/ddm.ts";
import { Eddm } from "../../../src/detector/numerics/concept-drift/eddm.ts";
import { HddmA } from "../../../src/detector/numerics/concept-drift/hddm-a.ts";
import { HddmW } from "../../../src/detector/numerics/concept-drift/hddm-w.ts";
import { PageHinkley } from "../../../src/detector/numerics/concept-drift/page-hinkley.ts";
import { equalLists, numbers, type ParityPart } from "./part.ts";

const byDetector = z.record(z.string(), numbers);
const section = z.object({
  streams: z.record(z.string(), z.object({ x: numbers, detected: byDetector, warnings: byDetector })),
});

const adwin = { level: 0.002, everySamples: 32, bucketsPerSize: 5, leastSamples: 5, warmUpSamples: 10 };
const pageHinkley = { warmUpSamples: 30, tolerance: 0.005, threshold: 50, fading: 0.9999, direction: "both" } as const;
const hddm = { level: 0.001, warningLevel: 0.005, twoSided: false };

/** With river's parameters. */
const detectors: Readonly<Record<string, () => ChangeDetector>> = {
  ADWIN: () => new Adwin(adwin),
  "ADWIN_d.02": () => new Adwin({ ...adwin, level: 0.02 }),
  PageHinkley: () => new PageHinkley(pageHinkley),
  PageHinkley_t10: () => new PageHinkley({ ...pageHinkley, threshold: 10 }),
  PageHinkley_up_t5: () => new PageHinkley({ ...pageHinkley, threshold: 5, direction: "above" }),
  DDM: () => new Ddm({ warmUpSamples: 30, warningThreshold: 2, threshold: 3 }),
  EDDM: () => new Eddm({ warmUpErrors: 30, warningShare: 0.95, share: 0.9 }),
  HDDMA: () => new HddmA(hddm),
  HDDMW: () => new HddmW({ ...hddm, weight: 0.05 }),
};

/** The reference tells a warning that comes so long after the last one, and no more than ten. */
const WARNING_EVERY = 50;
const MOST_WARNINGS = 10;

/** Concept drift against river's: the values at which a change is found must be equal. */
export const conceptDrift: ParityPart = (golden) => {
  const streams = Object.values(section.parse(golden["concept_drift"]).streams);
  return Object.entries(detectors).flatMap(([name, create]) => {
    const found = streams
      .filter(({ detected }) => detected[name] !== undefined)
      .map((stream) => ({ stream, ...followed(create(), stream.x) }));
    const changes = found.map(({ changed, stream }) => [changed, stream.detected[name] ?? []] as const);
    const warned = found.filter(({ stream }) => stream.warnings[name] !== undefined);
    const warnings = warned.map(({ stream, warnings }) => [warnings, stream.warnings[name] ?? []] as const);
    const rows = [equalLists(`${name}: changes`, changes)];
    return warned.length === 0 ? rows : [...rows, equalLists(`${name}: warnings`, warnings)];
  });
};

function followed(detector: ChangeDetector, stream: readonly number[]) {
  const changed: number[] = [];
  const warnings: number[] = [];
  for (const [index, value] of stream.entries()) {
    detector.update(value);
    if (detector.changed) changed.push(index);
    const isNew = index - (warnings.at(-1) ?? Number.NEGATIVE_INFINITY) > WARNING_EVERY;
    if (detector.warning && isNew && warnings.length < MOST_WARNINGS) warnings.push(index);
  }
  return { changed, warnings };
}
