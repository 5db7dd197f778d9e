import type { Alert, PanelKind } from "../../program/program.ts";
import type { Expr } from "../../promql/syntax/ast.ts";
import { ANYTHING, type Range } from "../../promql/types/catalogue.ts";
import type { Unit } from "../../values/quantity.ts";
import type { Limit } from "./limit.ts";

/** One line, or set of lines, of a panel. */
export interface Query {
  readonly expr: Expr;
  /** Grafana's legend: `{{service}}`. */
  readonly legend: string;
  /** Dashed and without a fill: a forecast rather than a measurement. */
  readonly predicted?: boolean;
  /** Colour of all its series where it says something. */
  readonly color?: string;
}

/** What a value is called and how it is coloured. */
export interface State {
  readonly value: number;
  readonly text: string;
  readonly color: string;
}

/** A link of a panel. */
export interface Link {
  readonly title: string;
  readonly url: string;
}

/** A panel before it is drawn: what it shows and why, nothing of how Grafana writes it down. */
export interface View {
  readonly title: string;
  readonly description: string;
  readonly kind: PanelKind | "alert-list";
  readonly queries: readonly Query[];
  readonly unit: Unit;
  readonly range: Range;
  /** Labels of its series, for tables. */
  readonly labels: readonly string[];
  readonly limits: readonly Limit[];
  /** The alerts that own the limits. */
  readonly alerts: readonly Alert[];
  readonly states?: readonly State[];
  /** Where a click on a series leads. */
  readonly dataLinks?: readonly Link[];
  /** Bars on each other rather than lines. */
  readonly stacked?: boolean;
  /** The queries count observations by bucket (`le`). */
  readonly buckets?: boolean;
  /** Columns of 24, and rows of 30 pixels. */
  readonly width: number;
  readonly height: number;
}

/** Panels below one title. */
export interface Section {
  readonly title: string;
  readonly views: readonly View[];
}

type Given = Pick<View, "title" | "description" | "kind" | "queries" | "unit"> & Partial<View>;

const SIZES: Readonly<Record<View["kind"], readonly [width: number, height: number]>> = {
  timeseries: [12, 8],
  stat: [6, 5],
  gauge: [6, 6],
  "bar-gauge": [8, 7],
  table: [12, 8],
  heatmap: [12, 8],
  "state-timeline": [12, 8],
  "alert-list": [12, 8],
};

/** A panel with what was left unsaid: the size that suits its kind, no limits, no bounds. */
export function view(given: Given): View {
  const [width, height] = SIZES[given.kind];
  return { range: ANYTHING, labels: [], limits: [], alerts: [], width, height, ...given };
}

/** Legend of series that are told apart by labels; a single series has the given name. */
export function legendOf(labels: readonly string[], alone: string): string {
  // Of double braces, the outer ones are what Grafana takes away.
  if (labels.length === 0) return alone.replace(/\{\{(\s*)(.+?)(\s*)\}\}/g, "{{{{$1$2}}$3}}");
  return labels.map((label) => `{{${label}}}`).join(" · ");
}
