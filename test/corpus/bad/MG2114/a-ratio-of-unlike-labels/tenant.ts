// MG2114: dividedBy
import { alert, tenant } from "monitorgen";
import { byService, metrics, music, requests } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: [
    alert("RequestsFail", {
      when: byService.dividedBy(requests.rate("5m").by("route")).above("1%"),
      severity: "page",
      owner: music,
      summary: "Requests fail",
    }),
  ],
});
