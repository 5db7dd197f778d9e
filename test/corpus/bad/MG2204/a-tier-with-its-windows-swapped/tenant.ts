// MG2204: tiers
import { slo, tenant } from "monitorgen";
import { errors, metrics, music, requests } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  slos: [
    slo("availability", {
      objective: "99.9%",
      errors,
      total: requests,
      owner: music,
      tiers: [{ burn: 14.4, long: "5m", short: "1h", severity: "page" }],
    }),
  ],
});
