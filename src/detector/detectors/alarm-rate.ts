/** The threshold grows by this share at an anomaly. */
const STEP = 0.1;
const [LEAST, MOST] = [0.1, 100];

/**
 * The factor of the threshold after one more verdict: quantile tracking (Robbins and Monro 1951) that settles where the share `target`
 * of the samples are anomalies; 0 leaves it alone.
 */
export function nextThresholdFactor(factor: number, target: number, wasAnomaly: boolean): number {
  if (target === 0) return factor;
  const next = factor * (1 + STEP * ((wasAnomaly ? 1 : 0) - target));
  return Math.min(MOST, Math.max(LEAST, next));
}
