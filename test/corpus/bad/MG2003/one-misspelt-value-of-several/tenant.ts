// MG2003: where with a list
import { alert, tenant } from "monitorgen";
import { metrics, music, requests } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: [
    alert("RequestsFail", {
      when: requests.where({ service: ["player", "serach"] }).rate("5m").sum().above("1/s"),
      severity: "page",
      owner: music,
      summary: "Requests fail",
    }),
  ],
});
