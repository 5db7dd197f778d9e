/** Loads the parts of Grafana's SDK that dashboards need: late, as loading takes longer than everything else here. */
export async function loadSdk() {
  const [dashboard, timeseries, stat, gauge, bargauge, table, heatmap, statetimeline, prometheus, common] =
    await Promise.all([
      import("@grafana/grafana-foundation-sdk/dashboard"),
      import("@grafana/grafana-foundation-sdk/timeseries"),
      import("@grafana/grafana-foundation-sdk/stat"),
      import("@grafana/grafana-foundation-sdk/gauge"),
      import("@grafana/grafana-foundation-sdk/bargauge"),
      import("@grafana/grafana-foundation-sdk/table"),
      import("@grafana/grafana-foundation-sdk/heatmap"),
      import("@grafana/grafana-foundation-sdk/statetimeline"),
      import("@grafana/grafana-foundation-sdk/prometheus"),
      import("@grafana/grafana-foundation-sdk/common"),
    ]);
  return { dashboard, timeseries, stat, gauge, bargauge, table, heatmap, statetimeline, prometheus, common };
}

/** The loaded SDK. */
export type Sdk = Awaited<ReturnType<typeof loadSdk>>;
