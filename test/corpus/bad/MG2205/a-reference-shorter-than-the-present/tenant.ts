// MG2205: drift
import { drift, psi, tenant } from "monitorgen";
import { latency, metrics, music } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  drift: [drift("speed", { of: latency, current: "7d", reference: "1d", tests: [psi({ page: 0.2 })], owner: music })],
});
