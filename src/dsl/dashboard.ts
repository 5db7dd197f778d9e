import { recorded, spread } from "../promql/build/record.ts";
import type { Vector } from "../promql/build/vector.ts";
import type { Alert } from "./alert.ts";
import { listed } from "./keyed.ts";
import type { Labels, TargetLabels } from "./label.ts";
import type { Counter, Histogram } from "./metric.ts";
import { type Named, nameOf, namesInstead } from "./name.ts";

/** How a panel shows its values. */
export type PanelKind = "timeseries" | "stat" | "gauge" | "bar-gauge" | "table" | "heatmap" | "state-timeline";

/** What a panel shows. */
export interface PanelOptions<L extends string, U extends string> {
  /** What is drawn. */
  readonly show: Vector<L, U>;
  /** How it is drawn; `timeseries` unless given. */
  readonly as?: PanelKind;
  /** What the panel tells; unless given, the help of its metrics. */
  readonly description?: string;
  /** The alert whose threshold is drawn. */
  readonly alert?: Alert;
}

/** A panel of a dashboard. */
export interface Panel {
  readonly "~kind": "panel";
}

/** Declares a panel. */
export function panel<L extends string, U extends string>(title: string, options: PanelOptions<L, U>): Panel {
  const shown = { "~kind": "panel" as const, ...spread(options), alert: nameOf(options?.alert), title };
  return recorded(["title", "..."], shown, namesInstead("alert", options?.alert));
}

/** A dashboard of panels. */
export interface DashboardOptions {
  /** The heading. */
  readonly title: string;
  /** What it is for. */
  readonly description?: string;
  /** From left to right, from top to bottom. */
  readonly panels: readonly Panel[];
}

/** A dashboard. */
export interface Dashboard extends Named {
  readonly "~kind": "dashboard";
}

/** Declares a dashboard of panels. */
export function dashboard(name: string, options: DashboardOptions): Dashboard {
  return recorded(["name", "..."], {
    "~kind": "dashboard" as const,
    ...spread(options),
    panels: listed(options?.panels),
    type: "panels",
    name,
  });
}

/** The state of everything that the tenant declares: services, objectives, firing alerts, trends. */
export function systemOverview(options: { readonly title?: string } = {}): Dashboard {
  return recorded(["..."], {
    "~kind": "dashboard" as const,
    ...spread(options),
    type: "system-overview",
    name: "system-overview",
  });
}

/** The metrics of an API that its dashboard reads. */
export interface ApiPerformanceOptions<L extends Labels, M extends Labels, U extends string> {
  /** The heading; `API performance` unless given. */
  readonly title?: string;
  /** All requests. */
  readonly requests: Counter<L, U>;
  /** Those that failed, by the same labels. */
  readonly errors: Counter<L, U>;
  /** How long requests took. */
  readonly latency: Histogram<M, "seconds">;
  /** Series are shown apart for each value of this label. */
  readonly by: keyof (L & TargetLabels) & keyof (M & TargetLabels) & string;
}

/** Latency, errors, throughput and objectives of an API. */
export function apiPerformance<L extends Labels, M extends Labels, U extends string>(
  options: ApiPerformanceOptions<L, M, U>,
): Dashboard {
  return recorded(["..."], {
    "~kind": "dashboard" as const,
    ...spread(options),
    type: "api-performance",
    name: "api-performance",
  });
}
