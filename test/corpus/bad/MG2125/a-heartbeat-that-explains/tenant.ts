// MG2125: causedBy
import { alert, heartbeat, tenant } from "monitorgen";
import { metrics, music, p95 } from "./base.ts";

const alive = heartbeat("Alive", { severity: "info", owner: music });

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: [
    alive,
    alert("Slow", { when: p95.above("200ms"), severity: "page", owner: music, summary: "Slow", causedBy: [alive] }),
  ],
});
