/** The parts of an Alertmanager configuration that are emitted, in the words of its YAML file. */
export interface ConfigEntry {
  readonly global?: {
    readonly smtp_smarthost: string;
    readonly smtp_from: string;
    readonly smtp_auth_username?: string;
    readonly smtp_auth_password_file?: string;
  };
  readonly templates: readonly string[];
  readonly route: RouteEntry;
  readonly receivers: readonly ReceiverEntry[];
  readonly inhibit_rules: readonly InhibitRuleEntry[];
  readonly time_intervals: readonly TimeIntervalEntry[];
}

/** A node of the routing tree; what is absent is inherited, except for the time intervals. */
export interface RouteEntry {
  readonly receiver?: string;
  readonly matchers?: readonly string[];
  readonly active_time_intervals?: readonly string[];
  readonly mute_time_intervals?: readonly string[];
  readonly group_by?: readonly string[];
  readonly group_wait?: string;
  readonly group_interval?: string;
  readonly repeat_interval?: string;
  readonly continue?: true;
  readonly routes?: readonly RouteEntry[];
}

/** Somebody to notify: a name, and the settings of one way to reach them. */
export interface ReceiverEntry {
  readonly name: string;
  readonly slack_configs?: readonly object[];
  readonly pagerduty_configs?: readonly object[];
  readonly email_configs?: readonly object[];
  readonly webhook_configs?: readonly object[];
}

/** While an alert matches the source side, alerts on the target side with equal labels are held back. */
export interface InhibitRuleEntry {
  readonly source_matchers: readonly string[];
  readonly target_matchers: readonly string[];
  readonly equal: readonly string[];
}

/** Recurring hours under the name by which routes refer to them. */
export interface TimeIntervalEntry {
  readonly name: string;
  readonly time_intervals: readonly {
    readonly times?: readonly { readonly start_time: string; readonly end_time: string }[];
    readonly weekdays?: readonly string[];
    readonly location: string;
  }[];
}

/** What one tenant adds to a configuration; the same alone and merged with others. */
export interface TenantEntries {
  readonly route: RouteEntry;
  readonly receivers: readonly ReceiverEntry[];
  readonly inhibitRules: readonly InhibitRuleEntry[];
  readonly timeIntervals: readonly TimeIntervalEntry[];
}
