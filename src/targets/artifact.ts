/** One file to be emitted. */
export interface Artifact {
  /** Below the tenant's folder, with forward slashes: `prometheus/rules/alerts.yaml`. */
  readonly path: string;
  readonly content: string;
  /** What it is, which decides the schema that it is checked against: `prometheus-rules`, `grafana-dashboard`, … */
  readonly kind: string;
  /** The declarations that it comes from: `alerts/ErrorRatioHigh`. */
  readonly origins: readonly string[];
}
