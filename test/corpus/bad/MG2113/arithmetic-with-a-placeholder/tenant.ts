// MG2113: arithmetic
import { alert, tenant } from "monitorgen";
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
      description: ({ value }) => `${value * 100} percent fail`,
    }),
  ],
});
