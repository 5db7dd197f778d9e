// MG2116: latencySlo
import { latencySlo, tenant } from "monitorgen";
import { latency, metrics, music } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  slos: [latencySlo("speed", { objective: "99%", of: latency, within: "300ms", owner: music })],
});
