// MG2123: or
import { alert, tenant } from "monitorgen";
import { errorRatio, metrics, music, requests } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: [
    alert("RequestsFail", {
      when: errorRatio.above("1%").or(requests.absent()),
      severity: "page",
      owner: music,
      summary: "Requests fail",
    }),
  ],
});
