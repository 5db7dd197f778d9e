// MG1034: a gauge
import { alert, tenant } from "monitorgen";
import { memory, metrics, music } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: [
    alert("RequestsFail", {
      when: memory.rate("5m").above("1%"),
      severity: "page",
      owner: music,
      summary: "Requests fail",
    }),
  ],
});
