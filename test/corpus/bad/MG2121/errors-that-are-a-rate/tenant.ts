// MG2121: errors of an SLO
import { slo, tenant } from "monitorgen";
import { byService, metrics, music, requests } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  slos: [slo("availability", { objective: "99.9%", errors: byService, total: requests, owner: music })],
});
