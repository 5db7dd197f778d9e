// MG2002: percentile
import { alert, tenant } from "monitorgen";
import { latency, metrics, music } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: [
    alert("RequestsFail", {
      when: latency.percentile(95, "5m", "route").above("200ms"),
      severity: "page",
      owner: music,
      summary: "Requests fail",
    }),
  ],
});
