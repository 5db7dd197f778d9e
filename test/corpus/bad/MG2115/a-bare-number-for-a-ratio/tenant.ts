// MG2115: above a number
import { alert, tenant } from "monitorgen";
import { errorRatio, metrics, music } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: [
    alert("RequestsFail", {
      when: errorRatio.above(0.01),
      severity: "page",
      owner: music,
      summary: "Requests fail",
    }),
  ],
});
