import { CORE_SCHEMA, load } from "js-yaml";
import { expect, test } from "vitest";
import { routingFindings } from "./index.ts";
import type { RaisedAlert } from "./raised.ts";

/** An alert as rules of a cluster raise it: its name and severity are known, what else it has is not. */
const alert = (name: string, severity: string, labels: RaisedAlert["labels"] = {}): RaisedAlert => ({
  name,
  labels: { alertname: [name], severity: [severity], namespace: undefined, ...labels },
  isOpen: true,
});

const ALERTS = [
  alert("Watchdog", "none"),
  alert("InfoInhibitor", "none"),
  alert("KubePodCrashLooping", "warning"),
  alert("KubeNodeNotReady", "warning"),
  alert("KubeAPIDown", "critical"),
  alert("CPUThrottlingHigh", "info"),
  alert("EtcdNoLeader", "critical", { team: ["platform"] }),
  alert("CheckoutFails", "critical", { team: ["shop"] }),
];

/** Configurations as people run them. */
const EVERYDAY: Readonly<Record<string, string>> = {
  "one receiver for everything": `
route: { receiver: chat, group_by: [alertname] }
receivers: [{ name: chat, slack_configs: [{ channel: "#alerts" }] }]
`,
  "a pager for what is critical, a room for the rest": `
route:
  receiver: chat
  routes:
    - { receiver: pager, matchers: [severity="critical"] }
receivers:
  - { name: chat, slack_configs: [{ channel: "#alerts" }] }
  - { name: pager, pagerduty_configs: [{ routing_key: k }] }
`,
  "a cluster's defaults, with a receiver that is silence": `
route:
  receiver: chat
  group_by: [namespace]
  routes:
    - { receiver: watchdog, matchers: ["alertname = Watchdog"] }
    - { receiver: "null", matchers: ["alertname = InfoInhibitor"] }
    - { receiver: pager, matchers: ["severity = critical"] }
receivers:
  - { name: chat, slack_configs: [{ channel: "#alerts" }] }
  - { name: watchdog, webhook_configs: [{ url: "http://snitch" }] }
  - { name: pager, pagerduty_configs: [{ routing_key: k }] }
  - { name: "null" }
inhibit_rules:
  - source_matchers: ["severity = critical"]
    target_matchers: ["severity =~ warning|info"]
    equal: [namespace, alertname]
  - source_matchers: ["severity = warning"]
    target_matchers: ["severity = info"]
    equal: [namespace, alertname]
  - source_matchers: ["alertname = InfoInhibitor"]
    target_matchers: ["severity = info"]
    equal: [namespace]
`,
  "teams with hours, and an archive that hears everything": `
route:
  receiver: operations
  routes:
    - { receiver: archive, matchers: [], continue: true }
    - matchers: [team="platform"]
      receiver: platform
      routes:
        - { matchers: [severity=~"warning|info"], mute_time_intervals: [nights] }
        - { matchers: [severity="critical"], receiver: pager, continue: true }
        - { matchers: [severity="critical"] }
    - { matchers: [team=~"shop|checkout.*"], receiver: shop }
    - { matchers: ['namespace=~"kube-.*"'], receiver: platform }
receivers:
  - { name: operations, email_configs: [{ to: o@example.com }] }
  - { name: archive, webhook_configs: [{ url: "http://archive" }] }
  - { name: platform, slack_configs: [{ channel: "#platform" }] }
  - { name: shop, slack_configs: [{ channel: "#shop" }] }
  - { name: pager, pagerduty_configs: [{ routing_key: k }] }
time_intervals:
  - name: nights
    time_intervals: [{ times: [{ start_time: "22:00", end_time: "24:00" }, { start_time: "00:00", end_time: "06:00" }] }]
`,
};

const found = (text: string, alerts: readonly RaisedAlert[]) =>
  routingFindings(load(text, { schema: CORE_SCHEMA }), alerts).map(({ kind, reason }) => `${kind.code} ${reason}`);

test.each(Object.keys(EVERYDAY))("nothing is told of %s", (name) => {
  const text = EVERYDAY[name] ?? "";
  expect(found(text, ALERTS)).toEqual([]);
  expect(found(text, [])).toEqual([]);
});
