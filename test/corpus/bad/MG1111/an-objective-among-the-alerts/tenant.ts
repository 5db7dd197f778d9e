// MG1111: alerts
import { slo, tenant } from "monitorgen";
import { errors, metrics, music, requests } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: [slo("availability", { objective: "99.9%", errors, total: requests, owner: music })],
});
