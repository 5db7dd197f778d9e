// MG2009: ecs
import { logs, tenant } from "monitorgen";
import { metrics, music } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  logs: [logs("access", { ecs: ["http.request.methd"], retention: "30d" })],
});
