// MG2002: security
import { security, tenant } from "monitorgen";
import { errors, metrics, music } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  security: [security("Guessing", { events: errors, by: ["account"], severity: "ticket", owner: music })],
});
