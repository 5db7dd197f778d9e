import type { Label, Metric, Program, ScrapeJob } from "../../../src/program/program.ts";
import type { Behaviour } from "./behaviour.ts";

/** Names and values, as an exposition has them. */
export type Labels = Readonly<Record<string, string>>;

/** How a series behaves while nothing is wrong. */
export type Usual = (metric: Metric, labels: Labels) => Behaviour;

/** A target that a scrape job names, and what it exposes. */
export interface DemoTarget {
  readonly job: ScrapeJob;
  /** `player.acme.example:9100`. */
  readonly address: string;
  readonly exposed: readonly { readonly metric: Metric; readonly labels: readonly Labels[] }[];
}

/**
 * All targets of a program's scrape jobs, each with the metrics that its job exposes. Labels whose values aren't declared
 * get those of `examples`. A target that is called as one of a label's values (`player.acme.example`, `host-1…`) exposes
 * that value only.
 */
export function declaredTargets(program: Program, examples: Readonly<Record<string, readonly string[]>>): DemoTarget[] {
  return program.scrapes.flatMap((job) =>
    job.targets.map((address) => ({
      job,
      address,
      exposed: program.metrics
        .filter((metric) => metric.job === job.name)
        .map((metric) => ({ metric, labels: combinations(metric.labels, address, examples) })),
    })),
  );
}

/** Labels that a scrape adds. */
const scraping: ReadonlySet<string> = new Set(["instance", "job"]);

function combinations(
  labels: readonly Label[],
  address: string,
  examples: Readonly<Record<string, readonly string[]>>,
) {
  const [host = ""] = address.split(".");
  const own = labels.filter(({ name }) => !scraping.has(name));
  let all: Labels[] = [{}];
  for (const { name, values = examples[name] } of own) {
    if (!values) throw new Error(`no example of a value for the label ${name}`);
    const here = values.includes(host) ? [host] : values;
    all = all.flatMap((one) => here.map((value) => ({ ...one, [name]: value })));
  }
  return all;
}
