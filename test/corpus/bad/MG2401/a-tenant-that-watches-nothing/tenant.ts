// MG2401: tenant
import { tenant } from "monitorgen";
import { metrics, music } from "./base.ts";

export default tenant("acme", { metrics, teams: [music] });
