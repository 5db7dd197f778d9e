// MG1042: a function
import { tenant } from "monitorgen";
import { metrics, music } from "./base.ts";

const depth = (level: number): number => depth(level + 1) + 1;

export default tenant("acme", { title: `Acme ${depth(0)}`, metrics, teams: [music] });
