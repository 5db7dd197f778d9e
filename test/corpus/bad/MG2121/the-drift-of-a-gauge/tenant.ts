// MG2121: drift
import { drift, psi, tenant } from "monitorgen";
import { memory, metrics, music } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  drift: [drift("memory", { of: memory, current: "1d", reference: "7d", tests: [psi({ page: 0.2 })], owner: music })],
});
