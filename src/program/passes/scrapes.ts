import { undeclaredMetric } from "../../diagnostics/codes/expression.ts";
import { unscrapedMetric } from "../../diagnostics/codes/reference.ts";
import { type Compilation, originOf } from "../compilation.ts";
import type { Organisation, ScrapeJob, Sidecar } from "../program.ts";
import type { TenantDeclaration } from "../schema/tenant.ts";

/** The tenant's scrape jobs, its sidecar's among them where it has one. */
export function scrapesOf(
  declaration: TenantDeclaration,
  { prometheus }: Organisation,
  sidecar: Sidecar,
  compilation: Compilation,
): readonly ScrapeJob[] {
  const known = Object.keys(declaration.metrics);
  const declared = Object.entries(declaration.scrapes).map(([name, job]): ScrapeJob => {
    const path = ["scrapes", name];
    for (const [index, metric] of (job.metrics ?? []).entries()) {
      if (known.includes(metric) || compilation.isBroken("metrics", metric)) continue;
      compilation.report(undeclaredMetric, [...path, "metrics", index], { metric, known });
    }
    return {
      name,
      targets: job.targets,
      path: job.path ?? "/metrics",
      scheme: job.scheme ?? "http",
      interval: job.interval ?? prometheus.scrapeInterval,
      ...(job.bearerToken === undefined ? {} : { bearerToken: job.bearerToken }),
      origin: originOf(path),
    };
  });
  checkScraped(declaration, compilation);
  if (Object.keys(declaration.detectors).length === 0) return declared;
  return [...declared, ofSidecar(sidecar, prometheus.scrapeInterval)];
}

// A job that lists no metrics may expose any; without jobs, others scrape.
function checkScraped({ metrics, scrapes }: TenantDeclaration, compilation: Compilation): void {
  const lists = Object.values(scrapes).map((job) => job.metrics ?? []);
  if (lists.length === 0 || lists.some((list) => list.length === 0) || compilation.isAnyBroken("scrapes")) return;
  const listed = new Set(lists.flat());
  // A misspelt name is told already, and is that of one of these.
  if ([...listed].some((name) => !Object.hasOwn(metrics, name))) return;
  const jobs = Object.keys(scrapes).sort();
  for (const metric of Object.keys(metrics)) {
    if (!listed.has(metric))
      compilation.report(unscrapedMetric, { path: ["metrics", metric], part: "key" }, { metric, jobs });
  }
}

function ofSidecar({ address }: Sidecar, interval: number): ScrapeJob {
  const origin = { path: ["sidecar"], name: "sidecar" };
  return { name: "monitorgen-sidecar", targets: [address], path: "/metrics", scheme: "http", interval, origin };
}
