import { undeclaredMetric } from "../../diagnostics/codes/expression.ts";
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
  if (Object.keys(declaration.detectors).length === 0) return declared;
  return [...declared, ofSidecar(sidecar, prometheus.scrapeInterval)];
}

function ofSidecar({ address }: Sidecar, interval: number): ScrapeJob {
  const origin = { path: ["sidecar"], name: "sidecar" };
  return { name: "monitorgen-sidecar", targets: [address], path: "/metrics", scheme: "http", interval, origin };
}
