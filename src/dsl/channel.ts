import { recorded, spread } from "../promql/build/record.ts";
import type { Named } from "./name.ts";
import type { Secret } from "./secret.ts";

/** A way to reach people. */
export interface Channel extends Named {
  readonly "~kind": "channel";
}

/** The ways to reach people; credentials are always references to secrets. */
export const channel = {
  /** A Slack room, through an incoming webhook. */
  slack(name: string, options: { readonly webhook: Secret; readonly room: `#${string}` | `@${string}` }): Channel {
    return recorded(["name", "..."], { "~kind": "channel" as const, ...spread(options), type: "slack", name });
  },
  /** A PagerDuty service, through its Events API v2. */
  pagerDuty(name: string, options: { readonly routingKey: Secret }): Channel {
    return recorded(["name", "..."], { "~kind": "channel" as const, ...spread(options), type: "pagerduty", name });
  },
  /** Mail, through the organisation's SMTP server. */
  email(name: string, options: { readonly to: readonly string[] }): Channel {
    return recorded(["name", "..."], { "~kind": "channel" as const, ...spread(options), type: "email", name });
  },
  /** An HTTP endpoint that receives Alertmanager's JSON. */
  webhook(name: string, options: { readonly url: Secret }): Channel {
    return recorded(["name", "..."], { "~kind": "channel" as const, ...spread(options), type: "webhook", name });
  },
} as const;
