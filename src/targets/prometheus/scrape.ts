import type { Program, ScrapeJob } from "../../program/program.ts";
import { printDuration } from "../../values/duration.ts";
import type { Artifact } from "../artifact.ts";
import { printYaml } from "../yaml.ts";

/** Where secrets are mounted for Prometheus. */
export const SECRETS = "/etc/prometheus/secrets";

const LONGEST_TIMEOUT = 10_000;

/** The tenant's scrape jobs, as a file for `scrape_config_files`, which is a configuration by itself, too. */
export function scrape(program: Program): readonly Artifact[] {
  if (program.scrapes.length === 0) return [];
  return [
    {
      path: "prometheus/scrape/scrape.yaml",
      content: printYaml({ scrape_configs: program.scrapes.map((job) => jobEntry(job, program)) }),
      kind: "prometheus-scrape",
      origins: program.scrapes.map(({ origin }) => origin.name).sort(),
    },
  ];
}

// The tenant's label comes from here, never from the target: what a target says of itself is kept as exported_….
function jobEntry(job: ScrapeJob, { tenant }: Program): object {
  return {
    job_name: `${tenant.name}/${job.name}`,
    scrape_interval: printDuration(job.interval),
    scrape_timeout: printDuration(Math.min(job.interval, LONGEST_TIMEOUT)),
    metrics_path: job.path,
    scheme: job.scheme,
    ...(job.bearerToken === undefined
      ? {}
      : { authorization: { type: "Bearer", credentials_file: `${SECRETS}/${job.bearerToken}` } }),
    static_configs: [{ targets: job.targets, labels: { [tenant.label]: tenant.name } }],
    relabel_configs: [{ target_label: "job", replacement: job.name }],
  };
}
