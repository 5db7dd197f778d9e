import type { Program, TenantIdentity } from "../../program/program.ts";
import { md } from "../../targets/documents/markdown/markdown.ts";
import type { Change, Detail } from "../change.ts";
import type { Programs } from "../kind.ts";
import { shownText, shownValue } from "../shown.ts";
import { textDetails } from "../texts.ts";
import { detail, detailsOf, ignored, type Wording } from "../wording.ts";
import { linkedDashboard } from "./dashboard.ts";
import { policyDetails, quotaDetails } from "./policy.ts";
import { SIDECAR } from "./scrape.ts";

const TENANT: Wording<TenantIdentity> = {
  name: ignored,
  title: ({ before, after }) => textDetails("title", before.title, after.title),
  description: ({ before, after }) => textDetails("description", before.description, after.description),
  // The organisation's.
  label: ignored,
};

/** What is different about the tenant as a whole. */
export function tenantChanges({ programs, names }: Programs): readonly Change[] {
  const { before, after } = programs;
  const { name } = after.tenant;
  const own = detailsOf(TENANT, { before: before.tenant, after: after.tenant, programs, names });
  const sidecar = detailsOf(SIDECAR, { before: before.sidecar, after: after.sidecar, programs, names });
  const details = [
    ...own,
    ...linkDetails(before, after),
    ...quotaDetails(before.quotas, after.quotas),
    ...policyDetails(before.policies, after.policies),
  ];
  return [
    ...(details.length === 0
      ? []
      : [{ kind: "tenant", name, declaration: "tenant", path: [], fate: "changed", details } as const]),
    ...(sidecar.length === 0 || after.detectors.length + before.detectors.length === 0
      ? []
      : [
          {
            kind: "sidecar",
            name: "sidecar",
            declaration: "sidecar",
            path: ["sidecar"],
            fate: "changed",
            details: sidecar,
          } as const,
        ]),
  ];
}

function linkDetails(before: Program, after: Program): readonly Detail[] {
  const [old, now] = [linkedDashboard(before), linkedDashboard(after)];
  if (old === now || old === undefined || now === undefined) return [];
  return [detail("dashboards", md`alerts link to ${shownDashboard(now)} instead of ${shownDashboard(old)}`)];
}

function shownDashboard(path: string) {
  return path === "" ? shownValue("Grafana") : shownText(path);
}
