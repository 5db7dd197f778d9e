// MG2103: when
import { alert, tenant } from "monitorgen";
import { errorRatio, metrics, music } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: [
    alert("RequestsFail", {
      when: errorRatio,
      severity: "page",
      owner: music,
      summary: "Requests fail",
    }),
  ],
});
