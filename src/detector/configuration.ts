import {
  anything,
  type InputOf,
  list,
  number,
  type OutputOf,
  object,
  optional,
  record,
  refined,
  text,
  withDefault,
} from "./schema/index.ts";

const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]{0,127}$/;
const PREFIX = /^[a-zA-Z_][a-zA-Z0-9_]{0,199}$/;

const word = text({ shortest: 1, longest: 128 });
const path = text({ shortest: 1, longest: 4096 });
const seconds = (fallback: number) => withDefault(number({ minimum: 0.05, maximum: 86_400 }), fallback);
const whole = (fallback: number, minimum: number, maximum: number) =>
  withDefault(number({ integer: true, minimum, maximum }), fallback);

const declaredDetector = object({
  /** The name by which verdicts and logs know this detector. */
  name: word,
  /** The kind of detector, as "adaptive-z-score"; it must be in the bundle. */
  detector: word,
  /** Parameters of that kind; the rest has defaults. */
  parameters: withDefault(record(anything), {}),
  /** PromQL that gives an instant vector; each of its series is watched by itself. */
  query: text({ shortest: 1, longest: 8192 }),
  /** How far back the windows of the query begin and end; where one falls into an outage, answers aren't judged. */
  edgesSeconds: withDefault(list(number({ minimum: 0, maximum: 1e9 }), { least: 0, most: 1000 }), [0]),
  severity: word,
  /** Constant labels of everything this detector reports. */
  labels: withDefault(
    record(text({ longest: 1024 }), (name) => (LABEL_NAME.test(name) ? undefined : "is no label name")),
    {},
  ),
  /** Series beyond this number are counted and dropped. */
  maximumSeries: whole(1000, 1, 100_000),
});

/** Schema of the sidecar's `config.json`; what belongs to one kind of detector is checked by `checkConfiguration`. */
export const configurationSchema = object({
  tenant: word,
  /** The label that carries the tenant on everything exposed. */
  tenantLabel: withDefault(text({ pattern: [LABEL_NAME, "is no label name"] }), "tenant"),
  /** What the names of all exposed metrics begin with, as in `acme_alerts_total`. */
  prefix: text({ pattern: [PREFIX, "is no beginning of a metric name"] }),
  /** Address to listen on; all interfaces unless given. */
  host: optional(word),
  port: whole(8000, 0, 65_535),
  intervalSeconds: seconds(30),
  /** Base URL of Prometheus, before `/api/v1`. */
  prometheusUrl: refined(text({ longest: 4096 }), sourceMistake),
  /** File that holds a bearer token for Prometheus; read anew at each poll. */
  bearerTokenFile: optional(path),
  basicAuth: optional(object({ username: word, passwordFile: path })),
  /** An outage of Prometheus is taken for so many intervals longer on both sides: until it has scraped all again. */
  settlingIntervals: whole(2, 0, 1000),
  /** After this long a query counts as failed. */
  timeoutSeconds: seconds(10),
  /** Longer answers are refused. */
  maximumResponseBytes: whole(8 * 2 ** 20, 1024, 2 ** 30),
  /** Where learnt state is kept over restarts; relative to the configuration; nothing is kept unless given. */
  stateFile: optional(path),
  saveIntervalSeconds: seconds(300),
  detectors: list(declaredDetector, { least: 1, most: 10_000 }),
});

/** A `config.json` as it may be written: what has a default may be absent. */
export type ConfigurationInput = InputOf<typeof configurationSchema>;

/** A configuration with its defaults. */
export type Configuration = OutputOf<typeof configurationSchema>;

/** One declared detector with its defaults. */
export type DeclaredDetector = OutputOf<typeof declaredDetector>;

function sourceMistake(given: string) {
  const problem = sourceProblem(given);
  return problem === undefined ? undefined : { path: "", problem };
}

/** What is wrong with a base URL, without repeating it: it may hold a password. */
function sourceProblem(given: string): string | undefined {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return "is no http or https URL";
  if (`${url.username}${url.password}` !== "") return "holds credentials: use bearerTokenFile or basicAuth";
  return `${url.search}${url.hash}` === "" ? undefined : "must not have a query or fragment";
}
