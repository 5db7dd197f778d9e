/** Series that monitorgen itself records: SLOs' ratios, drift statistics, the state of alerts. */
const GENERATED = /^(slo|drift):|^ALERTS(_FOR_STATE)?$/;

/** Whether nobody has to declare a series, as it comes from elsewhere than a scrape or an author's recording. */
export function isGenerated(series: string): boolean {
  return GENERATED.test(series);
}
