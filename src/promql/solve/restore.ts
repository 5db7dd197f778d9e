import type { Names } from "./names.ts";
import type { Aspect, Check, ExpectedInstance, InputSeries, Unsolvable, Witness, WitnessCase } from "./problem.ts";
import { type Title, titleText } from "./title.ts";

/** A witness with the names in the places of their stand-ins; undefined where different labels would become the same. */
export function restored(witness: Witness<Title>, names: Names): Witness | undefined {
  if (names.isAmbiguous) return undefined;
  const values = new Map<string, Set<string>>();
  for (const { series } of witness.cases) {
    for (const [name, value] of series.flatMap(({ labels }) => labels)) {
      values.set(name, (values.get(name) ?? new Set()).add(value));
    }
  }
  if (![...values].every(([label, some]) => names.areDistinct(label, some))) return undefined;
  return titled(witness, names.named);
}

/** Why there is no witness, with the names in the places of their stand-ins. */
export function explained(why: Unsolvable<Title>, named: Named): Unsolvable {
  return { ...why, alert: named(why.alert), reason: titleText(why.reason, named) };
}

/** A witness whose names are put in, and whose titles are texts. */
export function titled(witness: Witness<Title>, named: Named): Witness {
  return {
    ...witness,
    alert: named(witness.alert),
    records: witness.records.map(named).sort(),
    cases: witness.cases.map((one) => caseOf(one, named)),
    aspects: witness.aspects.map((one) => aspectOf(one, named)),
  };
}

type Named = (text: string) => string;

function aspectOf({ kind, title, missing }: Aspect<Title>, named: Named): Aspect {
  const text = titleText(title, named);
  return missing === undefined ? { kind, title: text } : { kind, title: text, missing: titleText(missing, named) };
}

function caseOf({ kind, title, series, checks }: WitnessCase<Title>, named: Named): WitnessCase {
  return {
    kind,
    title: titleText(title, named),
    series: series.map((one) => seriesOf(one, named)),
    checks: checks.map((check) => checkOf(check, named)),
  };
}

function seriesOf(series: InputSeries, named: Named): InputSeries {
  const labels = series.labels.map(([name, value]) => [name, named(value)] as const);
  return { ...series, metric: named(series.metric), labels };
}

function checkOf(check: Check, named: Named): Check {
  const instances = check.instances.map(
    (instance): ExpectedInstance => ({
      ...instance,
      labels: labelsOf(instance.labels, named),
      resultLabels: labelsOf(instance.resultLabels, named),
    }),
  );
  return { ...check, instances };
}

function labelsOf(labels: Readonly<Record<string, string>>, named: Named): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, named(value)]));
}
