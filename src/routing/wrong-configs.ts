/** Configurations for the tests of reading and validating: each is also shown to amtool, which must come to the same verdict. */

const receivers = [{ name: "r" }, { name: "s" }];
const withRoute = (route: object): object => ({ route: { receiver: "r", ...route }, receivers });
const withInterval = (interval: object): object => ({
  ...withRoute({}),
  time_intervals: [{ name: "t", time_intervals: [interval] }],
});

/** Right configurations, by what is remarkable about them. */
export const VALID: Readonly<Record<string, object>> = {
  minimal: withRoute({}),
  "zero group_wait": withRoute({ group_wait: "0s" }),
  "group_by of all, twice": withRoute({ group_by: ["...", "..."] }),
  "group_by of nothing": withRoute({ group_by: [] }),
  "a route without anything": withRoute({ routes: [{}] }),
  "UTF-8 names": withRoute({ group_by: ["point de vue"], routes: [{ matchers: ['"point de vue"="é"'] }] }),
  "one line of several matchers": withRoute({ routes: [{ matchers: ['{a="b",c=~"d"}'] }] }),
  "an empty line of matchers": withRoute({ routes: [{ matchers: ["", null] }] }),
  "deprecated matchers": withRoute({ routes: [{ match: { a: "b", c: null }, match_re: { d: "e|f" } }] }),
  "numbers as text": withRoute({ routes: [{ match: { a: 1, b: true } }] }),
  "empty lists": withRoute({ routes: [], matchers: null }),
  "every kind of range": withInterval({
    times: [{ start_time: "00:00", end_time: "24:00" }],
    weekdays: ["Monday:friday", "sunday"],
    days_of_month: ["1:5", -1, "-5:-3", "+2"],
    months: ["january:march", 5, "6:July"],
    years: [2026, "2027:2030"],
    location: "Europe/Berlin",
  }),
  "months beyond the year": withInterval({ months: ["0:13"] }),
  "both lists of intervals": {
    ...withRoute({ routes: [{ mute_time_intervals: ["old"], active_time_intervals: ["new"] }] }),
    mute_time_intervals: [{ name: "old", time_intervals: [] }],
    time_intervals: [{ name: "new", time_intervals: [] }],
  },
  "an inhibition of everything": { ...withRoute({}), inhibit_rules: [{ name: "all" }] },
};

/** Wrong configurations and what is said about them. */
export const WRONG: readonly (readonly [document: object, problems: readonly string[]])[] = [
  [{ receivers }, [": the configuration has no route"]],
  [withRoute({ continue: true }), ["route: the root route can't have `continue`"]],
  [{ route: {}, receivers }, ["route: the root route needs a receiver: it takes what no other route wants"]],
  [withRoute({ matchers: ["a=b"] }), ["route: the root route can't have matchers: every alert enters there"]],
  [
    { ...withRoute({ mute_time_intervals: ["t"] }), time_intervals: [{ name: "t", time_intervals: [] }] },
    ["route: the root route can't have mute or active time intervals"],
  ],
  [withRoute({ routes: [{ receiver: "x" }] }), ['route.routes.0.receiver: no receiver is named "x"']],
  [
    withRoute({ routes: [{ routes: [{ mute_time_intervals: ["x"] }] }] }),
    ['route.routes.0.routes.0.mute_time_intervals: no time interval is named "x"'],
  ],
  [
    withRoute({ routes: [{ active_time_intervals: ["x"] }] }),
    ['route.routes.0.active_time_intervals: no time interval is named "x"'],
  ],
  [{ ...withRoute({}), receivers: [...receivers, { name: "r" }] }, ['receivers: two receivers are named "r"']],
  [{ ...withRoute({}), receivers: [...receivers, {}] }, ["receivers: a name is needed"]],
  [
    { ...withRoute({}), time_intervals: ["t", "t"].map((name) => ({ name, time_intervals: [] })) },
    ['time_intervals: two time intervals are named "t"'],
  ],
  [{ ...withRoute({}), time_intervals: [{ time_intervals: [] }] }, ["time_intervals: a name is needed"]],
  [
    withRoute({ group_by: ["a", "..."] }),
    ["route.group_by: `...` groups by all labels, so no other label can stand beside it"],
  ],
  [withRoute({ group_by: ["a", "b", "a"] }), ['route.group_by: "a" stands twice in group_by']],
  [withRoute({ group_by: [""] }), ['route.group_by: "" is no label name']],
  [withRoute({ labels: { "": "x" } }), ['route.labels: "" is no label name']],
  [withRoute({ group_interval: "0s" }), ["route: group_interval can't be zero"]],
  [withRoute({ repeat_interval: 0 }), ["route: repeat_interval can't be zero"]],
  [withRoute({ group_wait: 30 }), ['route.group_wait: "30" is no duration; expected for instance 5m or 1h30m']],
  [
    withRoute({ routes: [{ matchers: ["a"] }] }),
    ['route.routes.0.matchers.0: "a" is no matcher: the text ends where one of =, !=, =~ and !~ is expected'],
  ],
  [
    withRoute({ routes: [{ match_re: { a: "(" } }] }),
    ['route.routes.0: "(" is no matcher: error parsing regexp: missing closing ): `^(?:()$`'],
  ],
  [withRoute({ routes: [{ match: { "a b": "c" } }] }), ['route.routes.0.match.a b: "a b" is no label name']],
  [withRoute({ routes: [{ matchers: "a=b" }] }), ["route.routes.0.matchers: expected a list"]],
  [withRoute({ routes: [{ matchers: [["a=b"]] }] }), ["route.routes.0.matchers.0: expected a text"]],
  [withRoute({ routes: [{ match: ["a=b"] }] }), ["route.routes.0.match: expected a mapping"]],
  [withRoute({ routes: [{ continue: "perhaps" }] }), ["route.routes.0.continue: expected true or false"]],
  [withRoute({ recieiver: "r" }), ['route.recieiver: Alertmanager knows no key "recieiver" here']],
  [
    { ...withRoute({}), inhibit_rules: [{ equal: [""], source_matchers: ["é=~("] }] },
    [
      'inhibit_rules.0.source_matchers.0: "é=~(" is no matcher: error parsing regexp: missing closing ): `^(?:()$`',
      'inhibit_rules.0.equal: "" is no label name',
    ],
  ],
  [
    withInterval({ times: [{ start_time: "12:00", end_time: "12:00" }] }),
    [
      'time_intervals.0.time_intervals.0.times.0: "12:00-12:00" is no range of times: both ends are HH:MM, the later one up to 24:00',
    ],
  ],
  [
    withInterval({ times: [{ start_time: "12:00" }] }),
    [
      'time_intervals.0.time_intervals.0.times.0: "12:00-" is no range of times: both ends are HH:MM, the later one up to 24:00',
    ],
  ],
  [
    withInterval({ weekdays: ["friday:monday"] }),
    ['time_intervals.0.time_intervals.0.weekdays.0: "friday:monday" is no range of times: it ends before it begins'],
  ],
  [
    withInterval({ days_of_month: ["-1:1"] }),
    [
      'time_intervals.0.time_intervals.0.days_of_month.0: "-1:1" is no range of times: a range that begins with a negative day ends with one',
    ],
  ],
  [
    withInterval({ location: "Mars/Phobos" }),
    ['time_intervals.0.time_intervals.0.location: "Mars/Phobos" is no usable time zone: Mars/Phobos is no time zone'],
  ],
];
