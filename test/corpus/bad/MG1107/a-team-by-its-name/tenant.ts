// MG1107: owner
import { alert, tenant } from "monitorgen";
import { errorRatio, metrics, music } from "./base.ts";

const when = errorRatio.above("1%");

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: [alert("RequestsFail", { when, severity: "page", owner: "music", summary: "Requests fail" })],
});
