// MG2109: a panel in TypeScript
import { dashboard, panel, tenant } from "monitorgen";
import { metrics, music, requests } from "./base.ts";

export default tenant("acme", {
  metrics,
  teams: [music],
  dashboards: [dashboard("own", { title: "Own", panels: [panel("Requests", { show: requests })] })],
});
