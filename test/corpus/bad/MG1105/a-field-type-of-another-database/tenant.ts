// MG1105: a field of logs
import { logs, tenant } from "monitorgen";
import { metrics, music } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  logs: [logs("access", { fields: { track: "varchar" }, retention: "30d" })],
});
