import type { Label, Metric } from "../../program/program.ts";
import { code, md } from "../../targets/documents/markdown/markdown.ts";
import { printQuantity } from "../../values/quantity.ts";
import type { Detail } from "../change.ts";
import { watchedMetrics } from "../coverage.ts";
import type { Kind } from "../kind.ts";
import type { Named } from "../names.ts";
import { shownText, shownValue } from "../shown.ts";
import { textDetails } from "../texts.ts";
import { canonicalJson, detail, detailsOf, ignored, instead, listed, type Pair, type Wording } from "../wording.ts";

/** Words for what is different about a metric. */
const METRIC: Wording<Metric> = {
  name: ignored,
  type: ({ before, after }) =>
    before.type === after.type ? [] : [detail("type", md`is a ${instead(after.type, before.type)}`)],
  help: ({ before, after }) => textDetails("help", before.help, after.help),
  unit: ({ before, after }) =>
    before.unit === after.unit
      ? []
      : [detail("unit", md`counts ${shownText(after.unit)} instead of ${shownText(before.unit)}`)],
  labels: ({ before, after }) => labelDetails(before.labels, after.labels),
  range: ({ before, after }) =>
    canonicalJson(before.range) === canonicalJson(after.range)
      ? []
      : [detail("range", md`lies within ${instead(rangeOf(after), rangeOf(before))}`)],
  buckets: ({ before, after }) => bucketDetails(before, after),
  job: ({ before, after, names }) =>
    before.job === (after.job === undefined ? undefined : names.was("scrapes", after.job))
      ? []
      : [detail("job", md`is exposed by ${shownValue(after.job)} instead of ${shownValue(before.job)}`)],
  origin: ignored,
};

/** Metrics. */
export const metrics: Kind<Metric> = {
  name: "metric",
  named: "series",
  list: (program) => program.metrics,
  details: (pair) => [...detailsOf(METRIC, pair), ...coverageDetails(pair)],
  words: ({ type, unit, labels }) => {
    const by = labels.filter(({ name }) => name !== "instance" && name !== "job").map(({ name }) => name);
    const counted = unit === "" ? md`` : md` of ${shownText(unit)}`;
    return by.length === 0 ? md`a ${type}${counted}` : md`a ${type}${counted}, by ${listed(by)}`;
  },
  names: (before, after) =>
    ["_bucket", "_count", "_sum"].map((suffix): [Named, string, string] => [
      "series",
      before.name + suffix,
      after.name + suffix,
    ]),
};

function coverageDetails({ before, after, programs }: Pair<Metric>): readonly Detail[] {
  const [old, now] = [watchedMetrics(programs.before).has(before.name), watchedMetrics(programs.after).has(after.name)];
  if (old === now) return [];
  return now
    ? [detail("alerts", md`is read by an alert, which it wasn't before`, "covered")]
    : [detail("alerts", md`is read by no alert any more`, "blinder")];
}

function labelDetails(before: readonly Label[], after: readonly Label[]): readonly Detail[] {
  const byName = (labels: readonly Label[]) => new Map(labels.map((label) => [label.name, label]));
  const [old, now] = [byName(before), byName(after)];
  const come = [...now.keys()].filter((name) => !old.has(name));
  const gone = [...old.keys()].filter((name) => !now.has(name));
  return [
    ...(come.length === 0 ? [] : [detail("labels", md`has ${listed(come)} as well`)]),
    ...(gone.length === 0 ? [] : [detail("labels", md`no longer has ${listed(gone)}`)]),
    ...[...now.values()].flatMap((label) => {
      const former = old.get(label.name);
      return former === undefined ? [] : valueDetails(former, label);
    }),
  ];
}

function valueDetails(before: Label, after: Label): readonly Detail[] {
  const name = code(after.name);
  if (before.values === undefined || after.values === undefined) {
    if (before.values === after.values && before.cardinality === after.cardinality) return [];
    return [detail("labels", md`${name} has ${instead(countOf(after), countOf(before))}`)];
  }
  const [old, now] = [before.values, after.values];
  const come = now.filter((value) => !old.includes(value));
  const gone = old.filter((value) => !now.includes(value));
  return [
    ...(come.length === 0 ? [] : [detail("labels", md`${name} can be ${listed(come)}, too`)]),
    ...(gone.length === 0 ? [] : [detail("labels", md`${name} can no longer be ${listed(gone)}`)]),
  ];
}

function countOf({ values, cardinality }: Label): string {
  return values === undefined ? `up to ${cardinality} values` : `${cardinality} values`;
}

function rangeOf({ range, unit }: Metric): string {
  const bound = (value: number): string => (Number.isFinite(value) ? printQuantity(value, unit) : "any number");
  return `${bound(range.from)} … ${bound(range.to)}`;
}

function bucketDetails(before: Metric, after: Metric): readonly Detail[] {
  const bounds = ({ buckets, unit }: Metric) => buckets.map((bound) => printQuantity(bound, unit));
  const [old, now] = [bounds(before), bounds(after)];
  if (canonicalJson(before.buckets) === canonicalJson(after.buckets)) return [];
  const come = now.filter((bound) => !old.includes(bound));
  const gone = old.filter((bound) => !now.includes(bound));
  return [
    ...(come.length === 0 ? [] : [detail("buckets", md`has buckets at ${listed(come)} as well`)]),
    ...(gone.length === 0 ? [] : [detail("buckets", md`no longer has buckets at ${listed(gone)}`)]),
  ];
}
