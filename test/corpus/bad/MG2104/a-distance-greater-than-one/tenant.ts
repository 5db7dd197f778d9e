// MG2104: ks
import { drift, ks, tenant } from "monitorgen";
import { latency, metrics, music } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  drift: [drift("speed", { of: latency, current: "1d", reference: "7d", tests: [ks({ page: 1.5 })], owner: music })],
});
