import type { Pin } from "../../../promql/enforce/enforce.ts";
import { list, record, type Unlimited } from "./data.ts";

/** Rules whose series or alerts don't carry the tenant's label: an alert without it finds no route. */
export function unlabelledRules(data: unknown, pin: Pin): readonly Unlimited[] {
  return list(record(data).groups).flatMap((group, i) =>
    list(record(group).rules).flatMap((rule, j) => {
      const { alert, record: series, labels } = record(rule);
      if (record(labels)[pin.label] === pin.value) return [];
      const text = `${String(alert ?? series)} isn't labelled ${pin.label}="${pin.value}"`;
      return [{ what: `groups/${i}/rules/${j}/labels`, text }];
    }),
  );
}

/** Scrape jobs whose series don't get the tenant's label, or get it from the target. */
export function unlabelledTargets(data: unknown, pin: Pin): readonly Unlimited[] {
  return list(record(data).scrape_configs).flatMap((job, i) => {
    const { job_name: name, static_configs: groups, honor_labels: honours, relabel_configs: relabelled } = record(job);
    const labelled = list(groups).every((group) => record(record(group).labels)[pin.label] === pin.value);
    const changed = list(relabelled).some((rule) => record(rule).target_label === pin.label);
    if (labelled && !changed && honours !== true) return [];
    return [
      { what: `scrape_configs/${i}`, text: `what ${String(name)} scrapes isn't labelled ${pin.label}="${pin.value}"` },
    ];
  });
}
