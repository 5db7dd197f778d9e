import { recorded, spread } from "../promql/build/record.ts";
import type { Duration } from "../values/types.ts";
import type { Named } from "./name.ts";

/** Types of Elasticsearch that a field of the tenant's own can have. */
export type FieldType = "keyword" | "text" | "long" | "double" | "boolean" | "date" | "ip" | "flattened";

/** What a stream of logs holds, and for how long. */
export interface LogsOptions {
  /** What the stream holds, for people. */
  readonly description?: string;
  /** ECS fields beyond those of every log line, by their names: `http.request.method`. */
  readonly ecs?: readonly string[];
  /** Fields of the tenant's own; they are kept under the tenant's name. */
  readonly fields?: Readonly<Record<string, FieldType>>;
  /** When a line is deleted. */
  readonly retention: Duration;
  /** When a line leaves the fast nodes; a tenth of the retention unless given. */
  readonly hot?: Duration;
  /** How many lines it takes in a day: the size of its indices is estimated from it. */
  readonly linesPerDay?: number;
}

/** A stream of logs. */
export interface Logs extends Named {
  readonly "~kind": "logs";
}

/** Declares a stream of logs. */
export function logs(name: string, options: LogsOptions): Logs {
  return recorded(["name", "..."], { "~kind": "logs" as const, ...spread(options), name });
}
