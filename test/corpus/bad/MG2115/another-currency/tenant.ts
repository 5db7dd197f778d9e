// MG2115: a unit of the author's own
import { alert, tenant } from "monitorgen";
import { metrics, music, revenue } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: [
    alert("RequestsFail", {
      when: revenue.below("1000 USD"),
      severity: "page",
      owner: music,
      summary: "Requests fail",
    }),
  ],
});
