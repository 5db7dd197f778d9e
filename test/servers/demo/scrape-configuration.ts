import { readFileSync } from "node:fs";
import { dump, load } from "js-yaml";
import { z } from "zod";

const emitted = z.looseObject({ scrape_configs: z.array(z.looseObject({ job_name: z.string() })) });

/** Where operators put the secrets that Prometheus reads. */
const SECRETS = "/etc/prometheus/secrets/";

/**
 * An emitted scrape configuration with what has to differ here: each job reaches its targets through the demo's proxy, under
 * their own names, and secrets are in another folder.
 */
export function localScrapeConfiguration(file: string, proxy: string, secrets: string): string {
  const { scrape_configs: jobs, ...rest } = emitted.parse(load(readFileSync(file, "utf8")));
  const text = dump({ ...rest, scrape_configs: jobs.map((job) => ({ ...job, proxy_url: proxy })) });
  return text.replaceAll(SECRETS, `${secrets}/`);
}
