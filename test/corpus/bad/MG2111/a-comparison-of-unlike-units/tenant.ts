// MG2111: above another vector
import { alert, tenant } from "monitorgen";
import { errorRatio, metrics, music, p95 } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: [
    alert("RequestsFail", {
      when: p95.above(errorRatio),
      severity: "page",
      owner: music,
      summary: "Requests fail",
    }),
  ],
});
