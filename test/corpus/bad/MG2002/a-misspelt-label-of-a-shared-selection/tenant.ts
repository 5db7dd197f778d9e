// MG2002: shared selection
import { alert, slo, tenant } from "monitorgen";
import { latency, metrics, music, oncall, requests, room } from "./base.ts";

const failed = requests.where({ statuss: /5../ });
const ofPlayer = failed.where({ service: "player" });
const slow = latency.where({ servce: "search" }).where({ route: "/" });

export default tenant("acme", {
  metrics,
  channels: [oncall, room],
  teams: [music],
  alerts: [
    alert("Fails", { when: failed.rate("5m").above("1/s"), severity: "page", owner: music, summary: "Fails" }),
    alert("PlayerFails", { when: ofPlayer.rate("5m").above("1/s"), severity: "page", owner: music, summary: "Fails" }),
    alert("SearchIsSlow", { when: slow.percentile(95, "5m").above("200ms"), severity: "page", owner: music, summary: "Slow" }),
  ],
  slos: [slo("player-availability", { objective: "99.9%", errors: ofPlayer, total: requests, owner: music })],
});
