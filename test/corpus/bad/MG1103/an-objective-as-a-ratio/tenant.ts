// MG1103: objective
import { slo, tenant } from "monitorgen";
import { errors, metrics, music, requests } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  slos: [slo("availability", { objective: 0.999, errors, total: requests, owner: music })],
});
