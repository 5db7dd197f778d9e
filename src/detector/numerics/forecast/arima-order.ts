import { type ArimaFitting, type ArimaOrder, type FittedArima, fitArima } from "./arima.ts";
import { differenced, differences, seasonalDifferences } from "./differencing.ts";

/** Bounds of the search for an order. */
export interface OrderSearch {
  /** Steps of the season; 1 without one. */
  readonly period: number;
  /** How many models are tried at most. */
  readonly models?: number;
  readonly fitting?: ArimaFitting;
}

const MOST_SHORT = 3;
const MOST_SEASONAL = 1;
const QUICK: ArimaFitting = { method: "squares", evaluations: 60 };

/**
 * Hyndman and Khandakar's stepwise search (2008): differences by tests of season and unit root, then from four first orders
 * to the neighbour with the least AICc, by conditional sums of squares, until none is better or the models are used up.
 */
export function findArimaOrder(
  values: Float64Array,
  { period, models = 20, fitting = QUICK }: OrderSearch,
): FittedArima {
  const tried = new Set<string>();
  const [simplest, ...others] = firstOrders(values, period);
  let best = fitArima(values, simplest, fitting);
  tried.add(orderName(simplest));
  let candidates: readonly ArimaOrder[] = others;
  for (;;) {
    const before = best;
    for (const order of candidates) {
      if (tried.has(orderName(order)) || tried.size >= models) continue;
      tried.add(orderName(order));
      const fitted = fitArima(values, order, fitting);
      if (fitted.aicc < best.aicc) best = fitted;
    }
    if (best === before) return best;
    candidates = neighbours(best.order);
  }
}

function firstOrders(values: Float64Array, period: number): readonly [ArimaOrder, ...ArimaOrder[]] {
  const seasonalD = seasonalDifferences(values, period);
  const d = differences(seasonalD === 1 ? differenced(values, period) : values);
  const base = { d, seasonalD, period, constant: d + seasonalD < 2 };
  const season = period > 1 ? 1 : 0;
  return [
    { ...base, p: 0, q: 0, seasonalP: 0, seasonalQ: 0 },
    { ...base, p: 2, q: 2, seasonalP: season, seasonalQ: season },
    { ...base, p: 1, q: 0, seasonalP: season, seasonalQ: 0 },
    { ...base, p: 0, q: 1, seasonalP: 0, seasonalQ: season },
  ];
}

/** As ARIMA(1,0,0)(0,1,1)₂₄ is written: `arima-100-011-24`. */
export function orderName({ constant, d, p, period, q, seasonalD, seasonalP, seasonalQ }: ArimaOrder): string {
  const season = period > 1 ? `-${seasonalP}${seasonalD}${seasonalQ}-${period}` : "";
  return `arima-${p}${d}${q}${season}${constant ? "-constant" : ""}`;
}

/** Orders that differ by one in one or two terms of the same kind, or in the constant. */
function neighbours(order: ArimaOrder): ArimaOrder[] {
  const steps: Partial<Record<"p" | "q" | "seasonalP" | "seasonalQ", 1 | -1>>[] = [
    { p: 1 },
    { p: -1 },
    { q: 1 },
    { q: -1 },
    { p: 1, q: 1 },
    { p: -1, q: -1 },
    { seasonalP: 1 },
    { seasonalP: -1 },
    { seasonalQ: 1 },
    { seasonalQ: -1 },
  ];
  const moved = steps.map(({ p = 0, q = 0, seasonalP = 0, seasonalQ = 0 }) => ({
    ...order,
    p: order.p + p,
    q: order.q + q,
    seasonalP: order.seasonalP + seasonalP,
    seasonalQ: order.seasonalQ + seasonalQ,
  }));
  return [
    ...moved.filter(isAllowed),
    ...(order.d + order.seasonalD < 2 ? [{ ...order, constant: !order.constant }] : []),
  ];
}

function isAllowed({ p, period, q, seasonalP, seasonalQ }: ArimaOrder): boolean {
  const seasonal = period > 1 ? MOST_SEASONAL : 0;
  const within = (value: number, most: number) => value >= 0 && value <= most;
  return within(p, MOST_SHORT) && within(q, MOST_SHORT) && within(seasonalP, seasonal) && within(seasonalQ, seasonal);
}
