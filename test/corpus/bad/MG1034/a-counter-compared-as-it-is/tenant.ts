// MG1034: a counter
import { alert, tenant } from "monitorgen";
import { metrics, music, requests } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: [
    alert("RequestsFail", {
      when: requests.above(100),
      severity: "page",
      owner: music,
      summary: "Requests fail",
    }),
  ],
});
