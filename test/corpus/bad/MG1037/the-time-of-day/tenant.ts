// MG1037: Date
import { tenant } from "monitorgen";
import { metrics, music } from "./base.ts";

export default tenant("acme", { title: `Built ${new Date().toISOString()}`, metrics, teams: [music] });
