// MG1035: a function of the DSL
import { tenant } from "monitorgen";
import { errorRatio, metrics, music } from "./base.ts";

const fails = alert("RequestsFail", { when: errorRatio.above("1%"), severity: "page", owner: music, summary: "…" });

export default tenant("acme", { metrics, teams: [music], alerts: [fails] });
