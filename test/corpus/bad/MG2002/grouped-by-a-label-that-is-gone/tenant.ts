// MG2002: by, after an aggregation
import { alert, tenant } from "monitorgen";
import { byService, metrics, music } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: [
    alert("RequestsFail", {
      when: byService.by("route").above("1/s"),
      severity: "page",
      owner: music,
      summary: "Requests fail",
    }),
  ],
});
