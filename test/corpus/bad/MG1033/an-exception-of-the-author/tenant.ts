// MG1033: throw
import { tenant } from "monitorgen";
import { metrics, music } from "./base.ts";

function threshold(service: string): string {
  throw new Error(`no threshold for ${service}`);
}

export default tenant("acme", { title: threshold("player"), metrics, teams: [music] });
