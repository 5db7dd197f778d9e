/** The names that Alertmanager 0.34 itself defines, by the kind of receiver that they are for. */
const BY_RECEIVER: Readonly<Record<string, readonly string[]>> = {
  discord: ["content", "message", "title"],
  email: ["html", "subject"],
  jira: ["description", "priority", "summary"],
  mattermost: ["color", "fallback", "text", "title", "titlelink", "username"],
  msteams: ["summary", "text", "title"],
  msteamsv2: ["text", "title"],
  opsgenie: ["description", "message", "source"],
  pagerduty: ["client", "clientURL", "description", "instances"],
  pushover: ["message", "title", "url"],
  rocketchat: ["alias", "emoji", "iconurl", "text", "title", "titlelink"],
  slack: [
    "callbackid",
    "color",
    "fallback",
    "footer",
    "iconemoji",
    "iconurl",
    "pretext",
    "text",
    "title",
    "titlelink",
    "username",
  ],
  sns: ["message", "subject"],
  telegram: ["message"],
  victorops: ["entity_display_name", "monitoring_tool", "state_message"],
  webex: ["message"],
  wechat: ["agent_id", "message", "to_party", "to_tag", "to_user"],
};

/** Templates that are there without being defined in any file. */
export const DEFAULT_TEMPLATES: ReadonlySet<string> = new Set([
  "__alertmanager",
  "__alertmanagerURL",
  "__description",
  "__subject",
  "__text_alert_list",
  "__text_alert_list_markdown",
  ...Object.entries(BY_RECEIVER).flatMap(([receiver, names]) => names.map((name) => `${receiver}.default.${name}`)),
]);
