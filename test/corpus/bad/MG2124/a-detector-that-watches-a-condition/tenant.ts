// MG2124: watch
import { detector, tenant } from "monitorgen";
import { errorRatio, metrics, music } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  detectors: [detector.iqr("Unusual", { watch: errorRatio.above("1%"), severity: "ticket", owner: music })],
});
