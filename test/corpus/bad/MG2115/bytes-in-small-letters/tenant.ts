// MG2115: bytes
import { alert, tenant } from "monitorgen";
import { free, metrics, music } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: [
    alert("RequestsFail", {
      when: free.below("5gb"),
      severity: "page",
      owner: music,
      summary: "Requests fail",
    }),
  ],
});
