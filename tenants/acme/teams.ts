import { schedule, team } from "monitorgen";
import { mail, oncall, room, watchdog } from "./channels.ts";

export const officeHours = schedule("office-hours", {
  weekdays: ["monday:friday"],
  times: ["09:00-17:30"],
  zone: "Europe/Berlin",
});

export const music = team("music", {
  page: oncall,
  ticket: { to: room, during: officeHours, otherwise: mail },
  info: room,
});

export const platform = team("platform", {
  page: oncall,
  ticket: { to: mail, during: officeHours },
  info: watchdog,
});
