import { channel, organisation, secret } from "monitorgen";

const desk = channel.slack("desk", { webhook: secret("slack/desk"), room: "#operations-desk" });

export default organisation("northgate", {
  environments: {
    production: {
      grafana: "https://grafana.northgate.example",
      prometheus: "https://prometheus.northgate.example",
      alertmanager: "https://alertmanager.northgate.example",
      runbooks: "https://runbooks.northgate.example",
    },
  },
  defaultEnvironment: "production",
  prometheus: { version: "3.15", scrapeInterval: "30s", evaluationInterval: "30s", retention: "40d" },
  alertmanager: {
    groupWait: "30s",
    groupInterval: "5m",
    repeat: { page: "2h", ticket: "12h", info: "4d" },
    fallback: desk,
    smtp: { smarthost: "smtp.northgate.example:587", from: "alerts@northgate.example" },
  },
});
