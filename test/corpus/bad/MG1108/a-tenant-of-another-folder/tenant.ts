// MG1108: tenant
import { tenant } from "monitorgen";
import { metrics, music } from "./base.ts";

export default tenant("acme-music", { metrics, teams: [music] });
