/** How season and level go together. */
export type SeasonKind = "none" | "additive" | "multiplicative";

/** How fast level, trend and season follow the series, each in 0..1, by the recursions of `smooth`. */
export interface Smoothing {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  /** What is left of the trend after a step: 1 for a trend without end, 0 for none. */
  readonly damping: number;
}

/** Level, trend, and what the season adds, or multiplies by, at each of its steps. */
export interface SmoothState {
  readonly level: number;
  readonly trend: number;
  /** The next step's first; empty without a season. */
  readonly season: Float64Array;
}

/** A smoothed series: where it ended, what was expected of each value, and the squares of what was wrong. */
export interface Smoothed {
  readonly state: SmoothState;
  readonly fitted: Float64Array;
  readonly squaredErrors: number;
}

/**
 * Exponential smoothing after Holt (1957) and Winters (1960). With e = level + damping · trend before the value y, and
 * s the season's step: level = α (y − s) + (1 − α) e, trend = β Δlevel + (1 − β) damping · trend,
 * s = γ (y − e) + (1 − γ) s; a multiplicative season divides where this one subtracts.
 */
export function smooth(values: Float64Array, kind: SeasonKind, smoothing: Smoothing, start: SmoothState): Smoothed {
  const { alpha, beta, gamma, damping } = smoothing;
  const period = Math.max(1, start.season.length);
  const multiplies = kind === "multiplicative";
  const season = kind === "none" ? new Float64Array(1) : Float64Array.from(start.season);
  const seasonGamma = kind === "none" ? 0 : gamma;
  const fitted = new Float64Array(values.length);
  let { level, trend } = start;
  let squaredErrors = 0;
  for (let at = 0; at < values.length; at += 1) {
    const value = Number(values[at]);
    const seasonal = Number(season[at % period]);
    const base = level + damping * trend;
    const expected = multiplies ? base * seasonal : base + seasonal;
    const before = level;
    level = alpha * (multiplies ? value / seasonal : value - seasonal) + (1 - alpha) * base;
    trend = beta * (level - before) + (1 - beta) * damping * trend;
    season[at % period] = seasonGamma * (multiplies ? value / base : value - base) + (1 - seasonGamma) * seasonal;
    fitted[at] = expected;
    squaredErrors += (value - expected) ** 2;
  }
  const end = kind === "none" ? start.season : turned(season, values.length);
  return { state: { level, trend, season: end }, fitted, squaredErrors };
}

/** What a state expects of the next `horizon` values. */
export function ahead(state: SmoothState, kind: SeasonKind, damping: number, horizon: number): Float64Array {
  const means = new Float64Array(horizon);
  let base = state.level;
  let step = state.trend;
  for (let at = 0; at < horizon; at += 1) {
    step *= damping;
    base += step;
    const seasonal = kind === "none" ? 0 : Number(state.season[at % state.season.length]);
    means[at] = kind === "multiplicative" ? base * seasonal : base + seasonal;
  }
  return means;
}

/**
 * Standard deviation of the errors of `ahead`, in those of one step, for an additive season or none:
 * 1 + Σ (α (1 + β (damping + … + dampingʲ)) + γ at whole seasons)² under the root (Hyndman, Koehler, Ord, Snyder 2008, table 6.1,
 * whose β is this αβ and whose γ is this γ).
 */
export function relativeDeviations(smoothing: Smoothing, period: number, horizon: number): Float64Array {
  const { alpha, beta, gamma, damping } = smoothing;
  const deviations = new Float64Array(horizon);
  let variance = 1;
  let damped = 0;
  let power = 1;
  for (let step = 1; step <= horizon; step += 1) {
    deviations[step - 1] = Math.sqrt(variance);
    power *= damping;
    damped += power;
    const seasonal = period > 0 && step % period === 0 ? gamma : 0;
    variance += (alpha * (1 + beta * damped) + seasonal) ** 2;
  }
  return deviations;
}

/** The season with the step after `count` values first. */
function turned(season: Float64Array, count: number): Float64Array {
  const first = count % season.length;
  return Float64Array.from(season, (_, at) => Number(season[(first + at) % season.length]));
}
