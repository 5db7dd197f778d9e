// MG2117: percentile
import { alert, tenant } from "monitorgen";
import { latency, metrics, music } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: [
    alert("RequestsFail", {
      when: latency.percentile(0.95, "5m").above("200ms"),
      severity: "page",
      owner: music,
      summary: "Requests fail",
    }),
  ],
});
