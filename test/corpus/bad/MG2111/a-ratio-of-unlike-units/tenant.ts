// MG2111: dividedBy
import { alert, tenant } from "monitorgen";
import { byService, metrics, music, p95 } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: [
    alert("RequestsFail", {
      when: byService.dividedBy(p95).above("1%"),
      severity: "page",
      owner: music,
      summary: "Requests fail",
    }),
  ],
});
