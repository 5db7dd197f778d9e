// MG1032: title
import { tenant } from "monitorgen";
import { metrics, music } from "./base.ts";

export default tenant("acme", { title: () => "Acme", metrics, teams: [music] });
