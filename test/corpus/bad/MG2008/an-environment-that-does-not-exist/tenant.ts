// MG2008: environment
import { alert, environment, tenant } from "monitorgen";
import { errorRatio, metrics, music } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: [
    alert("RequestsFail", {
      when: errorRatio.above("1%"),
      severity: "page",
      owner: music,
      summary: "Requests fail",
    }),
  ],
  environments: [environment("stagging", { mostUrgent: "ticket" })],
});
