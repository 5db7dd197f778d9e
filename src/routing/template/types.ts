/** The kinds of values that templates of notifications see. */
export type ValueType =
  | "data"
  | "alerts"
  | "alert list"
  | "alert"
  | "labels"
  | "annotations"
  | "map"
  | "pairs"
  | "pair"
  | "texts"
  | "text"
  | "number"
  | "truth"
  | "time"
  | "duration"
  | "nothing"
  | "unknown";

type Fields = Readonly<Record<string, ValueType>>;

const MAP: Fields = { SortedPairs: "pairs", Names: "texts", Values: "texts", Remove: "map", String: "text" };

/** Fields and methods by type, as in Alertmanager 0.34; of the types that aren't here, nothing is known. */
export const FIELDS: Readonly<Partial<Record<ValueType, Fields>>> = {
  data: {
    Receiver: "text",
    Status: "text",
    Alerts: "alerts",
    NotificationReason: "text",
    GroupLabels: "labels",
    CommonLabels: "labels",
    CommonAnnotations: "annotations",
    RouteLabels: "map",
    ExternalURL: "text",
  },
  alerts: { Firing: "alert list", Resolved: "alert list" },
  alert: {
    Status: "text",
    Labels: "labels",
    Annotations: "annotations",
    StartsAt: "time",
    EndsAt: "time",
    GeneratorURL: "text",
    Fingerprint: "text",
  },
  labels: { ...MAP, Remove: "labels" },
  annotations: { ...MAP, Remove: "annotations" },
  map: MAP,
  pairs: { Names: "texts", Values: "texts", String: "text" },
  pair: { Name: "text", Value: "text" },
  texts: {},
  text: {},
  number: {},
  truth: {},
  "alert list": {},
  time: {
    ...{ Format: "text", String: "text", Weekday: "unknown", Month: "unknown" },
    ...{ UTC: "time", Local: "time", In: "time", Add: "time", AddDate: "time", Round: "time", Truncate: "time" },
    ...{ Sub: "duration", IsZero: "truth", After: "truth", Before: "truth", Equal: "truth", Compare: "number" },
    ...{ Unix: "number", UnixMilli: "number", UnixMicro: "number", UnixNano: "number", YearDay: "number" },
    ...{ Year: "number", Day: "number", Hour: "number", Minute: "number", Second: "number", Nanosecond: "number" },
  },
  duration: {
    ...{ Hours: "number", Minutes: "number", Seconds: "number" },
    ...{ Milliseconds: "number", Microseconds: "number", Nanoseconds: "number" },
    ...{ Round: "duration", Truncate: "duration", Abs: "duration", String: "text" },
  },
};

/** What one element of a type is, for `range` and `index`. */
export const ELEMENTS: Readonly<Partial<Record<ValueType, ValueType>>> = {
  alerts: "alert",
  "alert list": "alert",
  pairs: "pair",
  texts: "text",
  labels: "text",
  annotations: "text",
  map: "text",
};

/** What functions give: Go's own, and those of Alertmanager 0.34. */
export const FUNCTIONS: Readonly<Record<string, ValueType>> = {
  ...{ and: "unknown", or: "unknown", not: "truth", call: "unknown", index: "unknown", slice: "unknown" },
  ...{ len: "number", print: "text", printf: "text", println: "text", html: "text", js: "text", urlquery: "text" },
  ...{ eq: "truth", ne: "truth", lt: "truth", le: "truth", gt: "truth", ge: "truth" },
  ...{ toUpper: "text", toLower: "text", title: "text", trimSpace: "text", join: "text", match: "truth" },
  ...{ safeHtml: "text", safeUrl: "text", urlUnescape: "text", reReplaceAll: "text", stringSlice: "texts" },
  ...{ routeLabels: "text", date: "text", tz: "time", now: "time", since: "duration", humanizeDuration: "text" },
  ...{ toDate: "time", mustToDate: "time", toJson: "text", base64encode: "text", base64decode: "text" },
  ...{ list: "unknown", append: "unknown", dict: "unknown" },
};
