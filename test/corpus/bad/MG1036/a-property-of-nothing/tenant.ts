// MG1036: a property
import { tenant } from "monitorgen";
import { metrics, music } from "./base.ts";

const thresholds = { slow: { player: "200ms" } };

export default tenant("acme", { title: thresholds.slow.search.toString(), metrics, teams: [music] });
