// MG1022: import
import { tenant } from "monitorgen";
import { music } from "./base.ts";

import { metrics } from "./metric.ts";

export default tenant("acme", { metrics, teams: [music] });
