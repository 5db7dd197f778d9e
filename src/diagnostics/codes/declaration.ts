import { kind } from "../diagnostic.ts";
import { allOf, nearest, oneOf } from "../nearest.ts";

/** A property that nothing reads. */
export const unknownProperty = kind({
  code: "MG1101",
  name: "declaration/unknown-property",
  severity: "error",
  title: "unknown property",
  reason: (found: { property: string; of: string; known: readonly string[] }) =>
    `${found.of} has no property '${found.property}'; it has ${allOf(found.known)}`,
  suggestion: ({ property, known }) => {
    const meant = nearest(property, known);
    return meant === undefined ? `remove '${property}'` : `did you mean '${meant}'?`;
  },
});

/** A property that must be there and isn't. */
export const missingProperty = kind({
  code: "MG1102",
  name: "declaration/missing-property",
  severity: "error",
  title: "missing property",
  reason: (found: { property: string; of: string; expected: string }) =>
    `${found.of} needs '${found.property}', ${found.expected}`,
  suggestion: ({ property }) => `add '${property}'`,
});

/** A parameter that a detector of this kind can't work with. */
export const wrongParameter = kind({
  code: "MG1113",
  name: "declaration/detector-parameter",
  severity: "error",
  title: "parameter that the detector can't take",
  reason: ({ method, parameter, problem }: { method: string; parameter: string; problem: string }) =>
    `${parameter} of ${method} ${problem}`,
  suggestion: ({ method }) => `monitorgen explain ${method}`,
});

/** A value of another type than the property takes. */
export const wrongType = kind({
  code: "MG1103",
  name: "declaration/wrong-type",
  severity: "error",
  title: "wrong type of value",
  reason: (found: { property: string; expected: string; found: string }) =>
    `'${found.property}' takes ${found.expected}, found ${found.found}`,
  suggestion: ({ expected, found }) => {
    if (expected.startsWith("a length of time") && /^\d+$/.test(found)) return `give it a unit: ${found}s or ${found}m`;
    if (expected === "a list" && /^["\d]/.test(found)) return `put it into brackets: [${found}]`;
    if (expected.startsWith("a percentage") && /^\d{0,3}(?:\.\d{1,9})?$/.test(found)) {
      return `did you mean "${percent(found)}"?`;
    }
    return expected.startsWith("a text") && /^-?[\d.]+$|^(true|false)$/.test(found)
      ? `did you mean "${found}"?`
      : undefined;
  },
});

// Whoever leaves the sign out means percent, unless the number is too small for that.
function percent(number: string): string {
  return Number(number) < 1 ? `${Number(`${number}e2`)}%` : `${number}%`;
}

const FORMS = {
  duration: ["a duration", "30s, 5m, 1h30m or 30d"],
  percentage: ["a percentage", "99.9%"],
  size: ["a size in bytes", "512MiB or 50GB"],
  date: ["a day", "2027-03-31"],
  "secret path": ["the path of a secret", "slack/acme"],
  "literal secret": ["a reference to a secret", 'secret("slack/acme")'],
  URL: ["a URL", "https://grafana.example.com"],
  address: ["host and port", "player.example.com:9100"],
  "metric name": ["a metric's name", "http_requests_total"],
  "recorded name": ["a name of the form level:metric:operations", "service:http_requests:rate5m"],
  "label name": ["a label's name", "service"],
  name: ["a name in lower case, with hyphens", "music-oncall"],
  "alert name": ["an alert's name in CamelCase", "ErrorRatioHigh"],
  unit: ["a unit", "seconds, bytes, ratio or requests"],
  text: ["a text without control characters", "Requests fail"],
  line: ["a text of one line", "Requests fail"],
  version: ["a version of Prometheus, 2.40 or newer", "3.15"],
  "hours of a day": ["hours of a day", "09:00-17:30"],
  weekdays: ["a weekday or a range of them", "monday:friday"],
  "time zone": ["a time zone of the IANA database", "Europe/Berlin"],
  room: ["a room or a person of Slack", "#music"],
  path: ["a path that begins with a slash", "/metrics"],
  "field name": ["a field's name in lower case, with dots between its parts", "http.request.method"],
  "mail address": ["a mail address", "oncall@example.com"],
  expression: ["an expression", "sum(rate(http_requests_total[5m])) > 100"],
} as const;

/** What a malformed value was meant to be. */
export interface Malformed {
  readonly form: keyof typeof FORMS;
  readonly property: string;
  readonly found: string;
  /** What it most likely meant. */
  readonly guess?: string;
}

/** A text that doesn't have the form of the value that it stands for. */
export const malformedValue = kind({
  code: "MG1104",
  name: "declaration/malformed-value",
  severity: "error",
  title: "malformed value",
  reason: ({ form, found }: Malformed) => `${found} is not ${FORMS[form][0]}, such as ${FORMS[form][1]}`,
  suggestion: ({ guess }) => (guess === undefined ? undefined : `did you mean ${JSON.stringify(guess)}?`),
});

/** What others call some of the choices. */
const SYNONYMS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    page: ["critical", "crit", "emergency", "fatal", "error", "high", "urgent", "sev1", "p1"],
    ticket: ["warning", "warn", "medium", "major", "sev2", "p2"],
    info: ["information", "low", "notice", "minor", "debug", "sev3", "p3"],
    keyword: ["string", "str", "varchar"],
    long: ["integer", "int", "number", "bigint"],
    double: ["float", "decimal"],
    boolean: ["bool"],
    date: ["time", "timestamp", "datetime"],
    flattened: ["object", "json", "map"],
    above: ["up", "over", "high", "greater"],
    below: ["down", "under", "low", "less"],
    both: ["any", "either"],
    gauge: ["updowncounter"],
    timeseries: ["graph", "line", "chart"],
  }).flatMap(([choice, words]) => words.map((word): [string, readonly string[]] => [word, [choice]])),
);

/** A word that isn't one of the choices. */
export const unknownChoice = kind({
  code: "MG1105",
  name: "declaration/unknown-choice",
  severity: "error",
  title: "unknown choice",
  reason: (found: { property: string; found: string; choices: readonly string[] }) =>
    `'${found.property}' is ${oneOf(found.choices, 20)}, found ${found.found}`,
  suggestion: ({ found, choices }) => {
    const word = found.replaceAll('"', "");
    const meant =
      nearest(word, choices) ?? SYNONYMS.get(word.toLowerCase())?.find((choice) => choices.includes(choice));
    return meant === undefined ? undefined : `did you mean "${meant}"?`;
  },
});

/** Two declarations of one name. */
export const duplicateName = kind({
  code: "MG1106",
  name: "declaration/duplicate-name",
  severity: "error",
  title: "name declared twice",
  reason: (found: { name: string; list: string; first?: string }) =>
    `'${found.name}' is already declared in ${found.list}${found.first === undefined ? "" : `, at ${found.first}`}`,
  suggestion: () => "rename one of the two, or remove it",
});

const REFERENCES: ReadonlyMap<string, string> = new Map([
  ["owner", "team"],
  ["causedBy", "alert"],
  ["alert", "alert"],
  ["metrics", "metric"],
  ["during", "schedule"],
]);

/** The name of something where TypeScript passes the thing itself. */
export const nameForReference = kind({
  code: "MG1107",
  name: "declaration/name-for-reference",
  severity: "error",
  title: "name instead of what it names",
  reason: ({ property, name }: { property: string; name: string }) =>
    `'${property}' takes the ${REFERENCES.get(property) ?? "channel"} itself, found the text ${JSON.stringify(name)}, which no editor can check`,
  suggestion: ({ property }) => {
    const thing = REFERENCES.get(property) ?? "channel";
    return `pass the const that the ${thing} was declared with; import it where it stands in another file`;
  },
});

const LIST_OF: ReadonlyMap<string, string> = new Map([
  ["alert", "alerts"],
  ["channel", "channels"],
  ["dashboard", "dashboards"],
  ["detector", "detectors"],
  ["environment", "environments"],
  ["heartbeat", "alerts"],
  ["metric", "metrics"],
  ["override", "overrides"],
  ["recording", "recordings"],
  ["schedule", "schedules"],
  ["scrape", "scrapes"],
  ["slo", "slos"],
  ["team", "teams"],
]);

const WITH_ARTICLE: ReadonlyMap<string, string> = new Map([
  ["alert", "an alert"],
  ["slo", "an SLO"],
  ["override", "an override"],
  ["environment", "an environment"],
  ["drift", "a drift rule"],
  ["security", "a security rule"],
  ["logs", "a stream of logs"],
]);

/** Something in the list of another sort of things. */
export const misplaced = kind({
  code: "MG1111",
  name: "declaration/misplaced",
  severity: "error",
  title: "in the wrong list",
  reason: ({ name, found, list }: { name: string; found: string; list: string }) =>
    `'${name}' is ${WITH_ARTICLE.get(found) ?? `a ${found}`}, and it stands under '${list}'`,
  suggestion: ({ found }) => `move it to '${LIST_OF.get(found) ?? found}'`,
});

/** The tenant calls itself something else than its folder. */
export const tenantName = kind({
  code: "MG1108",
  name: "declaration/tenant-name",
  severity: "error",
  title: "tenant and folder have different names",
  reason: (found: { declared: string; folder: string }) =>
    `the folder is tenants/${found.folder}, the tenant in it calls itself '${found.declared}'`,
  suggestion: ({ folder }) => `call it '${folder}', or rename the folder`,
});

/** A number that the property can't take. */
export const numberOutOfRange = kind({
  code: "MG1109",
  name: "declaration/number-out-of-range",
  severity: "error",
  title: "number out of range",
  reason: (found: { property: string; found: string; expected: string }) =>
    `'${found.property}' has to be ${found.expected}, found ${found.found}`,
});

/** A list or a text of the wrong length. */
export const wrongLength = kind({
  code: "MG1110",
  name: "declaration/wrong-length",
  severity: "error",
  title: "too few or too many",
  reason: (found: { property: string; expected: string }) => `'${found.property}' ${found.expected}`,
});

/** Something that looks like a credential, where a reference belongs. Its text is never shown. */
export const literalSecret = kind({
  code: "MG1201",
  name: "secret/literal",
  severity: "error",
  title: "secret written into the declaration",
  reason: (found: { property: string }) =>
    `'${found.property}' holds a text where a reference to a secret belongs; what stands in git is no secret any more`,
  suggestion: () => 'write secret("path/in/your/store") — in YAML {secret: path/in/your/store} — and revoke this one',
});

/** The text function of an alert did more than to interpolate. */
export const notInterpolation = kind({
  code: "MG2113",
  name: "text/not-interpolation",
  severity: "error",
  title: "a text can only interpolate its placeholders",
  reason: (found: { property: string; misuse: string }) =>
    `'${found.property}' uses ${found.misuse}; Prometheus fills the placeholders in when the alert fires, not now`,
  suggestion: () => "put placeholders into a template literal and nothing else: `${service} is slow`",
});

/** More is wrong than anybody reads at once. */
export const tooManyMistakes = kind({
  code: "MG1112",
  name: "declaration/too-many-mistakes",
  severity: "error",
  title: "more mistakes than are told",
  reason: ({ more }: { more: number }) => `${more.toLocaleString("en")} more of its mistakes are not told`,
  suggestion: () => "mend the ones that are, and run it again",
});

/** A text that has the form of a credential stands anywhere in a declaration. */
export const secretInText = kind({
  code: "MG1202",
  name: "secret/in-text",
  severity: "error",
  title: "secret written into the declaration",
  reason: ({ what }: { what: string }) =>
    `this has the form of ${what}; what stands in git is no secret any more, and what is built from it is read by many`,
  suggestion: () => 'take it out and revoke it; channels refer to secrets: secret("path/in/your/store")',
});

export const declarationKinds = [
  unknownProperty,
  missingProperty,
  wrongType,
  wrongParameter,
  malformedValue,
  unknownChoice,
  duplicateName,
  nameForReference,
  misplaced,
  tenantName,
  numberOutOfRange,
  wrongLength,
  literalSecret,
  notInterpolation,
  tooManyMistakes,
  secretInText,
];
