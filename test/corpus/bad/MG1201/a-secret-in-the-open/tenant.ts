// MG1201: routingKey
import { alert, channel, team, tenant } from "monitorgen";
import { errorRatio, metrics } from "./base.ts";

const oncall = channel.pagerDuty("oncall", { routingKey: "0123456789abcdef0123456789abcdef" });
const music = team("music", { page: oncall, ticket: oncall });

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: [
    alert("RequestsFail", { when: errorRatio.above("1%"), severity: "page", owner: music, summary: "Requests fail" }),
  ],
});
