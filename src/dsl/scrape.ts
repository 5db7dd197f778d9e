import { recorded, spread } from "../promql/build/record.ts";
import type { Duration } from "../values/types.ts";
import type { AnyMetric } from "./metric.ts";
import { type Named, namesInstead, namesOf } from "./name.ts";
import type { Secret } from "./secret.ts";

/** Where a job's metrics are read. */
export interface ScrapeOptions {
  /** `host:port` of each instance. */
  readonly targets: readonly string[];
  /** The metrics that this job exposes. */
  readonly metrics?: readonly AnyMetric[];
  /** Where the targets serve their metrics; `/metrics` unless given. */
  readonly path?: `/${string}`;
  /** `http` unless given. */
  readonly scheme?: "http" | "https";
  /** Other than the organisation's interval. */
  readonly interval?: Duration;
  /** A bearer token that the targets ask for. */
  readonly bearerToken?: Secret;
}

/** A scrape job. */
export interface Scrape extends Named {
  readonly "~kind": "scrape";
}

/** Declares which targets expose which metrics. */
export function scrape(job: string, options: ScrapeOptions): Scrape {
  const declared = { "~kind": "scrape" as const, ...spread(options), metrics: namesOf(options?.metrics), name: job };
  return recorded(["name", "..."], declared, namesInstead("metrics", options?.metrics));
}
