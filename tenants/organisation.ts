import { channel, organisation, policy, secret } from "monitorgen";

const operations = channel.slack("operations", { webhook: secret("slack/operations"), room: "#operations" });

const metricsKnowNobody = policy("metrics-know-nobody", {
  forbidLabels: ["email", "user", "session"],
  message: "a label for each person has no end, and is personal data",
});

export default organisation("meridian", {
  environments: {
    development: {
      grafana: "https://grafana.dev.example.com",
      prometheus: "https://prometheus.dev.example.com",
      alertmanager: "https://alertmanager.dev.example.com",
      elasticsearch: "https://elasticsearch.dev.example.com",
      runbooks: "https://runbooks.dev.example.com",
    },
    staging: {
      grafana: "https://grafana.staging.example.com",
      prometheus: "https://prometheus.staging.example.com",
      alertmanager: "https://alertmanager.staging.example.com",
      elasticsearch: "https://elasticsearch.staging.example.com",
      runbooks: "https://runbooks.staging.example.com",
    },
    production: {
      grafana: "https://grafana.example.com",
      prometheus: "https://prometheus.example.com",
      alertmanager: "https://alertmanager.example.com",
      elasticsearch: "https://elasticsearch.example.com",
      runbooks: "https://runbooks.example.com",
    },
  },
  defaultEnvironment: "production",
  prometheus: {
    version: "3.15",
    scrapeInterval: "30s",
    evaluationInterval: "30s",
    retention: "45d",
  },
  quotas: { series: 20_000, rules: 200, indexBytesPerDay: "20GiB" },
  policies: [
    metricsKnowNobody,
    policy("no-smoothing", { forbidFunctions: ["double_exponential_smoothing"], severity: "warning" }),
  ],
  alertmanager: {
    groupWait: "30s",
    groupInterval: "5m",
    repeat: { page: "1h", ticket: "12h", info: "5d" },
    fallback: operations,
    smtp: { smarthost: "smtp.example.com:587", from: "monitoring@example.com" },
  },
});
