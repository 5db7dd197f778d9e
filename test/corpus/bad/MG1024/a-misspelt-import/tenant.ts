// MG1024: the DSL
import { alerts, tenant } from "monitorgen";
import { metrics, music } from "./base.ts";

export default tenant("acme", { metrics, teams: [music], alerts: [alerts] });
