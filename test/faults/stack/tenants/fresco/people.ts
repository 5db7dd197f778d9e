import { channel, schedule, secret, team } from "monitorgen";

export const pager = channel.pagerDuty("pager", { routingKey: secret("pagerduty/fresco") });
export const kitchen = channel.slack("kitchen", { webhook: secret("slack/fresco"), room: "#fresco-kitchen" });
export const streets = channel.slack("streets", { webhook: secret("slack/fresco"), room: "#fresco-streets" });
export const post = channel.email("post", { to: ["platform@fresco.example"] });
export const watchdog = channel.webhook("watchdog", { url: secret("watchdog/fresco") });

export const office = schedule("office", {
  weekdays: ["monday:friday"],
  times: ["08:30-18:00"],
  zone: "Europe/Vienna",
});

export const mealtimes = schedule("mealtimes", {
  weekdays: ["monday:sunday"],
  times: ["10:00-23:30"],
  zone: "Europe/Berlin",
});

export const platform = team("platform", {
  page: pager,
  ticket: { to: kitchen, during: office, otherwise: post },
  info: watchdog,
});

export const delivery = team("delivery", {
  page: { to: pager, during: mealtimes, otherwise: streets },
  ticket: streets,
});

export const money = team("money", { page: pager, ticket: { to: post, during: office } });
