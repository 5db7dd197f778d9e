// MG2203: slo
import { slo, tenant } from "monitorgen";
import { errors, metrics, music } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  slos: [slo("availability", { objective: "99.9%", errors, owner: music })],
});
