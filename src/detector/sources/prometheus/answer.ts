import { choice, list, number, object, optional, pair, readOrNothing, record, text } from "../../schema/index.ts";
import { type Labels, type Sample, SourceError } from "../source.ts";

const point = pair(number(), text());
const refusal = object({ status: choice("error"), errorType: text(), error: text() }, "ignored");
const scalar = object(
  { status: choice("success"), data: object({ resultType: choice("scalar"), result: point }, "ignored") },
  "ignored",
);
const series = object({ metric: record(text()), value: optional(point) }, "ignored");
const vector = object(
  { status: choice("success"), data: object({ resultType: choice("vector"), result: list(series) }, "ignored") },
  "ignored",
);

const LONGEST_MESSAGE = 300;
const DECIMAL = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** How far Prometheus's clock may be ahead of ours. */
const GREATEST_LEAD_SECONDS = 300;

/**
 * Reads the body of `/api/v1/query`: the samples of an instant vector or a scalar. Series of native histograms have no
 * value and are left out. Throws a SourceError where the body is anything else, or from the future: detectors would forget
 * what they know, and take every later sample for an old one.
 */
export function readAnswer(body: string, nowSeconds: number): Sample[] {
  const samples = samplesIn(body);
  const early = samples.find(({ timestampSeconds }) => timestampSeconds > nowSeconds + GREATEST_LEAD_SECONDS);
  if (early === undefined) return samples;
  const lead = Math.round(early.timestampSeconds - nowSeconds);
  throw new SourceError("invalid", `a sample is ${lead} s ahead of this machine's clock`);
}

function samplesIn(body: string): Sample[] {
  const given = fromJson(body);
  const vectorAnswer = readOrNothing(vector, given);
  if (vectorAnswer !== undefined) {
    const { result } = vectorAnswer.data;
    const isNamed = new Set(result.map(({ metric }) => metric["__name__"])).size > 1;
    return result.flatMap(({ metric, value }) =>
      value === undefined ? [] : [sampleOf(labelsOf(metric, isNamed), value)],
    );
  }
  const scalarAnswer = readOrNothing(scalar, given);
  if (scalarAnswer !== undefined) return [sampleOf([], scalarAnswer.data.result)];
  throw refusalIn(body) ?? new SourceError("invalid", "the answer is not what Prometheus gives to an instant query");
}

/** What Prometheus says against a query, where the body is such a refusal. */
export function refusalIn(body: string): SourceError | undefined {
  const refused = readOrNothing(refusal, fromJson(body));
  if (refused === undefined) return undefined;
  return new SourceError("refused", `${refused.errorType}: ${refused.error}`.slice(0, LONGEST_MESSAGE));
}

function fromJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function sampleOf(labels: Labels, [timestampSeconds, text]: readonly [number, string]): Sample {
  return { labels, value: DECIMAL.test(text) ? Number(text) : Number.NaN, timestampSeconds };
}

/**
 * Sorted labels, and as `metric` the metric's own name where series of several metrics must be told apart. Lone
 * surrogates are what UTF-8 makes of them.
 */
function labelsOf(metric: Readonly<Record<string, string>>, isNamed: boolean): Labels {
  return Object.entries(metric)
    .map(([name, value]) => [isNamed && name === "__name__" ? "metric" : wellFormed(name), wellFormed(value)] as const)
    .filter(([name]) => !name.startsWith("__"))
    .sort(([left], [right]) => (left < right ? -1 : 1));
}

function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}
