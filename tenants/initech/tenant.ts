import { alert, channel, scrape, secret, team, tenant, up } from "monitorgen";

const oncall = channel.pagerDuty("oncall", { routingKey: secret("pagerduty/initech") });
const web = team("web", { page: oncall, ticket: oncall });

export default tenant("initech", {
  scrapes: [scrape("site", { targets: ["www.initech.example:9100"] })],
  channels: [oncall],
  teams: [web],
  alerts: [
    alert("SiteDown", { when: up.below("100%"), for: "2m", severity: "page", owner: web, summary: "The site is down" }),
  ],
});
