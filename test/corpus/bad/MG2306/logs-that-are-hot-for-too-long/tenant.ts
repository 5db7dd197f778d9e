// MG2306: hot
import { logs, tenant } from "monitorgen";
import { metrics, music } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  logs: [logs("access", { retention: "7d", hot: "30d" })],
});
