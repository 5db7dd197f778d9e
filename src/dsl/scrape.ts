import { recorded, spread } from "../promql/build/record.ts";
import type { Duration } from "../values/types.ts";
import type { AnyMetric } from "./metric.ts";
import { type Named, namesOf } from "./name.ts";
import type { Secret } from "./secret.ts";

/** Where a job's metrics are read. */
export interface ScrapeOptions {
  /** `host:port` of each instance. */
  readonly targets: readonly string[];
  /** The metrics that this job exposes. */
  readonly metrics?: readonly AnyMetric[];
  readonly path?: `/${string}`;
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
  return recorded(["name", "..."], {
    "~kind": "scrape" as const,
    ...spread(options),
    metrics: namesOf(options?.metrics),
    name: job,
  });
}
