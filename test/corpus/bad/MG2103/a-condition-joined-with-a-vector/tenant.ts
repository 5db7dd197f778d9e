// MG2103: and
import { alert, tenant } from "monitorgen";
import { byService, errorRatio, metrics, music } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: [
    alert("RequestsFail", {
      when: errorRatio.above("1%").and(byService),
      severity: "page",
      owner: music,
      summary: "Requests fail",
    }),
  ],
});
