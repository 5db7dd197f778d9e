import type { Judgement, Verdict } from "../detectors/detector.ts";
import type { Event, EventVerdict } from "../detectors/event.ts";

/** Values of one moment; one that is missing is NaN. */
export interface Row {
  readonly timestampSeconds: number;
  readonly values: readonly number[];
}

/** What is to be judged, as its line gave it. */
export type Item =
  | { readonly row: Row; readonly event?: never; readonly told: Readonly<Record<string, unknown>> }
  | { readonly event: Event; readonly row?: never; readonly told: Readonly<Record<string, unknown>> };

/** What came of an item. */
export type Said = Verdict | EventVerdict;

/** What a form makes of a line: what is to be judged, or what is wrong with it. */
export type Read = { readonly item: Item; readonly problem?: never } | { readonly problem: string };

/** How the lines of an input are read, and what is written for each. */
export interface Form {
  /** The features of its rows; none where it holds events. */
  readonly features: readonly string[] | undefined;
  readonly read: (line: string) => Read;
  /** Columns or fields that are carried along and judged by nobody. */
  readonly carried: readonly string[];
}

/** A form, or why the first line gives none; `isHeader` where that line holds no item itself. */
export type FormOrProblem =
  | { readonly form: Form; readonly isHeader: boolean; readonly problem?: never }
  | { readonly problem: string };

/** A name that stands for the time, whatever its case. */
export function isTimeName(name: string): boolean {
  return /^(@?timestamp|time|ts|date|datetime)$/i.test(name.trim());
}

/** A verdict as it is written for a line; one that is still learning has nothing unusual to tell. */
export function verdictOf(said: Said | undefined): Judgement {
  return said ?? LEARNING;
}

const LEARNING: Judgement = {
  is_anomaly: false,
  confidence_score: 0,
  score: 0,
  threshold: 0,
  reason: "still learning what is usual",
  recommendation: "Nothing to do.",
};
