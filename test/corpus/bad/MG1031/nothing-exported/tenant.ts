// MG1031: no default export
import { tenant } from "monitorgen";
import { metrics, music } from "./base.ts";

const acme = tenant("acme", { metrics, teams: [music] });
