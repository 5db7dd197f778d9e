// MG1021: import
import { tenant } from "monitorgen";
import { metrics, music } from "./base.ts";

import { readFileSync } from "node:fs";

export default tenant("acme", { title: readFileSync("/etc/hostname", "utf8"), metrics, teams: [music] });
