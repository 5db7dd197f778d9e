// MG2005: a team in TypeScript
import { alert, team, tenant } from "monitorgen";
import { errorRatio, metrics, room } from "./base.ts";

const music = team("music", { page: "oncal", ticket: room });

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: [
    alert("RequestsFail", { when: errorRatio.above("1%"), severity: "page", owner: music, summary: "Requests fail" }),
  ],
});
