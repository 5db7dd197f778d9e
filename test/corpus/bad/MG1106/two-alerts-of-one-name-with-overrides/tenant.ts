// MG1106: alerts that have overrides
import { alert, environment, override, tenant } from "monitorgen";
import { errorRatio, metrics, music, oncall, p95, room } from "./base.ts";

const slow = alert("Slow", { when: p95.above("200ms"), severity: "page", owner: music, summary: "Slow" });
const fails = alert("Slow", { when: errorRatio.above("1%"), severity: "page", owner: music, summary: "Fails" });

export default tenant("acme", {
  metrics,
  channels: [oncall, room],
  teams: [music],
  alerts: [slow, fails],
  overrides: [override(fails, { bound: "2%" }), override(slow, { bound: "300ms" })],
  environments: [
    environment("staging", { overrides: [override(slow, { for: "10m" }), override(fails, { bound: "5%" })] }),
  ],
});
