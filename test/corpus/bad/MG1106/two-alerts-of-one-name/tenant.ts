// MG1106: alerts
import { alert, tenant } from "monitorgen";
import { metrics, music, p95 } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: [
    alert("Slow", { when: p95.above("200ms"), severity: "page", owner: music, summary: "Slow" }),
    alert("Slow", { when: p95.above("100ms"), severity: "ticket", owner: music, summary: "A little slow" }),
  ],
});
