// MG1103: rate
import { alert, tenant } from "monitorgen";
import { metrics, music, requests } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: [
    alert("RequestsFail", {
      when: requests.rate(300).sum().above("1/s"),
      severity: "page",
      owner: music,
      summary: "Requests fail",
    }),
  ],
});
