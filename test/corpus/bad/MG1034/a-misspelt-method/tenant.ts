// MG1034: a misspelling
import { alert, tenant } from "monitorgen";
import { metrics, music, requests } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: [
    alert("RequestsFail", {
      when: requests.rat("5m").sum().above("1/s"),
      severity: "page",
      owner: music,
      summary: "Requests fail",
    }),
  ],
});
