// MG2010: channel.email
import { alert, channel, team, tenant } from "monitorgen";
import { errorRatio, metrics } from "./base.ts";

const mail = channel.email("mail", { to: ["oncall@example.com"] });
const music = team("music", { page: mail, ticket: mail });

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: [
    alert("RequestsFail", { when: errorRatio.above("1%"), severity: "page", owner: music, summary: "Requests fail" }),
  ],
});
