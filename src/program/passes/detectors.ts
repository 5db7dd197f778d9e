import type { Lowering } from "../../promql/build/authored.ts";
import { compare, number } from "../../promql/build/construct.ts";
import type { Expr } from "../../promql/syntax/ast.ts";
import { originOf } from "../compilation.ts";
import { identifier } from "../naming.ts";
import type { Alert, Detector, Sidecar } from "../program.ts";
import type { TenantDeclaration } from "../schema/tenant.ts";
import { type Catalogue, gaugeSeries } from "./catalogue.ts";
import { admitParameters } from "./detector-parameters.ts";
import { type Alerting, alertOf } from "./notice.ts";

/** Where the sidecar listens unless the author says otherwise. */
const PORT = 8000;

/** How the tenant's sidecar runs and names its metrics. */
export function sidecarOf({ sidecar, tenant }: TenantDeclaration): Sidecar {
  const port = sidecar.port ?? PORT;
  return {
    prefix: sidecar.prefix ?? `${identifier(tenant)}_monitoring`,
    port,
    address: sidecar.address ?? `localhost:${port}`,
    batch: sidecar.batch ?? [],
  };
}

/** The name under which the sidecar says whether a series is unusual. */
export function anomalySeries({ prefix }: Sidecar): string {
  return `${prefix}_anomaly`;
}

/** What the sidecar exposes can be read like a declared metric. */
export function addSidecarSeries(sidecar: Sidecar, catalogue: Catalogue): void {
  const labels = new Map([["detector", undefined]]);
  for (const [suffix, range] of [
    ["anomaly", { from: 0, to: 1 }],
    ["anomaly_score", { from: 0, to: Number.POSITIVE_INFINITY }],
  ] as const) {
    const series = gaugeSeries(`${sidecar.prefix}_${suffix}`, "", range, labels);
    catalogue.metrics.set(series.name, series);
    catalogue.series.set(series.name, series);
  }
}

/** Detectors, and for each the alert that tells people of what it finds. */
export function detectorsOf(
  declaration: TenantDeclaration,
  sidecar: Sidecar,
  lowering: Lowering,
  alerting: Alerting,
): readonly { readonly detector?: Detector; readonly alert?: Alert }[] {
  return Object.entries(declaration.detectors).map(([name, declared]) => {
    const path = ["detectors", name];
    const { detector: method, direction = "both", parameters = {}, sensitivity = 1, severity } = declared;
    const own = admitParameters(method, parameters, [...path, "parameters"], alerting.compilation);
    const watched = alerting.compilation.admit(declared.watch, [...path, "watch"], "value", lowering);
    if (watched === undefined) {
      alerting.compilation.markBroken("detectors", name);
      return {};
    }
    const labels = ["detector", ...watched.labels].sort();
    const alert = alertOf(
      {
        name,
        kind: "detector",
        path,
        notice: declared,
        severity: declared.severity,
        condition: { expr: alerting.compilation.limited(isUnusual(sidecar, name)), unit: "", labels },
        group: "detectors",
        meaning: { kind: "detector", detector: name, method: declared.detector },
        summary: `${name} is unusual`,
        description: `The detector ${name} finds its series unusual.`,
        for: declared.for,
      },
      alerting,
    );
    if (alert === undefined) return {};
    const common = {
      name,
      method,
      direction,
      sensitivity,
      parameters: own,
      severity,
      team: alert.team,
      origin: originOf(path),
    };
    return { alert, detector: { ...common, watch: watched.expr, unit: watched.unit, labels: watched.labels } };
  });
}

function isUnusual(sidecar: Sidecar, detector: string): Expr {
  const matchers = [{ label: "detector", operator: "=", value: detector }] as const;
  return compare(">", { kind: "selector", metric: anomalySeries(sidecar), matchers }, number(0));
}
