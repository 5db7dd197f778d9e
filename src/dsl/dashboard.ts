import { recorded, spread } from "../promql/build/record.ts";
import type { Vector } from "../promql/build/vector.ts";
import type { Alert } from "./alert.ts";
import { listed } from "./keyed.ts";
import type { Labels, TargetLabels } from "./label.ts";
import type { Counter, Histogram } from "./metric.ts";
import { type Named, nameOf } from "./name.ts";

/** How a panel shows its values. */
export type PanelKind = "timeseries" | "stat" | "gauge" | "bar-gauge" | "table" | "heatmap" | "state-timeline";

/** What a panel shows. */
export interface PanelOptions<L extends string, U extends string> {
  readonly show: Vector<L, U>;
  readonly as?: PanelKind;
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
  return recorded(["title", "..."], {
    "~kind": "panel" as const,
    ...spread(options),
    alert: nameOf(options?.alert),
    title,
  });
}

/** A dashboard of panels. */
export interface DashboardOptions {
  readonly title: string;
  readonly description?: string;
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
  readonly title?: string;
  readonly requests: Counter<L, U>;
  readonly errors: Counter<L, U>;
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
