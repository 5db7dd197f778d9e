// MG2105: atLeast
import { alert, tenant } from "monitorgen";
import { memory, metrics, music } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: [
    alert("RequestsFail", {
      when: memory.atLeast("0%"),
      severity: "page",
      owner: music,
      summary: "Requests fail",
    }),
  ],
});
