// MG2002: grouping in a ratio whose text uses the label
import { alert, tenant } from "monitorgen";
import { byService, errors, metrics, music, oncall, requests, room } from "./base.ts";

const byPath = errors.rate("5m").by("path");
const other = requests.where({ servce: "player" }).rate("5m");

export default tenant("acme", {
  metrics,
  channels: [oncall, room],
  teams: [music],
  alerts: [
    alert("RequestsFail", {
      when: byPath.dividedBy(byService).above("1%"),
      severity: "page",
      owner: music,
      summary: ({ path }) => `Requests of ${path} fail`,
    }),
    alert("EitherFails", {
      when: byPath.above("1/s").or(byService.above("1/s")),
      severity: "page",
      owner: music,
      summary: "Requests fail",
    }),
    alert("PlayerFails", {
      when: other.dividedBy(requests.rate("5m")).above("1%"),
      severity: "page",
      owner: music,
      summary: ({ service }) => `Requests of ${service} fail`,
    }),
  ],
});
