import { channel, organisation, secret } from "monitorgen";

const operations = channel.slack("operations", { webhook: secret("slack/operations"), room: "#operations" });

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
  alertmanager: {
    groupWait: "30s",
    groupInterval: "5m",
    repeat: { page: "1h", ticket: "12h", info: "5d" },
    fallback: operations,
    smtp: { smarthost: "smtp.example.com:587", from: "monitoring@example.com" },
  },
});
