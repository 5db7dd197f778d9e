import { chiSquaredTail } from "../chi-squared.ts";

/** A chi-squared test. */
export interface HomogeneityTest {
  readonly statistic: number;
  readonly freedom: number;
  /** Probability of such a statistic or more where nothing differs. */
  readonly probability: number;
}

/**
 * Pearson's chi-squared test of whether rows of counts come from one distribution over the columns (1900). Columns that are empty in
 * all rows don't count. The probability is an approximation that is good where about five are expected in each cell.
 */
export function homogeneity(rows: readonly ArrayLike<number>[]): HomogeneityTest {
  const columns = rows[0]?.length ?? 0;
  const columnSums = Array.from({ length: columns }, (_, column) => sumOf(rows.map((row) => Number(row[column]))));
  const rowSums = rows.map((row) => sumOf(Array.from(row)));
  const total = sumOf(rowSums);
  let statistic = 0;
  for (const [index, row] of rows.entries()) {
    for (const [column, columnSum] of columnSums.entries()) {
      const expected = (Number(rowSums[index]) * columnSum) / total;
      if (expected > 0) statistic += (Number(row[column]) - expected) ** 2 / expected;
    }
  }
  const used = columnSums.filter((sum) => sum > 0).length;
  const freedom = Math.max(1, (rows.length - 1) * (used - 1));
  return { statistic, freedom, probability: chiSquaredTail(statistic, freedom) };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
