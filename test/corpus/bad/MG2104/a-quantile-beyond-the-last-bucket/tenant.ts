// MG2104: a percentile
import { alert, tenant } from "monitorgen";
import { metrics, music, p95 } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: [
    alert("RequestsFail", {
      when: p95.above("2s"),
      severity: "page",
      owner: music,
      summary: "Requests fail",
    }),
  ],
});
