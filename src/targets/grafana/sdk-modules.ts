/*
 * The parts of Grafana's SDK, imported here and not late one by one: of CommonJS that is imported late, a bundle keeps
 * the default export only.
 */
export * as bargauge from "@grafana/grafana-foundation-sdk/bargauge";
export * as common from "@grafana/grafana-foundation-sdk/common";
export * as dashboard from "@grafana/grafana-foundation-sdk/dashboard";
export * as gauge from "@grafana/grafana-foundation-sdk/gauge";
export * as heatmap from "@grafana/grafana-foundation-sdk/heatmap";
export * as prometheus from "@grafana/grafana-foundation-sdk/prometheus";
export * as stat from "@grafana/grafana-foundation-sdk/stat";
export * as statetimeline from "@grafana/grafana-foundation-sdk/statetimeline";
export * as table from "@grafana/grafana-foundation-sdk/table";
export * as timeseries from "@grafana/grafana-foundation-sdk/timeseries";
