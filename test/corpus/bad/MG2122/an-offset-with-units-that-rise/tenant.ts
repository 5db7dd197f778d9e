// MG2122: offset
import { alert, tenant } from "monitorgen";
import { errorRatio, metrics, music } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: [
    alert("RequestsFail", {
      when: errorRatio.above(errorRatio.offset("30m1h")),
      severity: "page",
      owner: music,
      summary: "Requests fail",
    }),
  ],
});
