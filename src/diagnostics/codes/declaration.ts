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

/** A value of another type than the property takes. */
export const wrongType = kind({
  code: "MG1103",
  name: "declaration/wrong-type",
  severity: "error",
  title: "wrong type of value",
  reason: (found: { property: string; expected: string; found: string }) =>
    `'${found.property}' takes ${found.expected}, found ${found.found}`,
});

const FORMS = {
  duration: ["a duration", "30s, 5m, 1h30m or 30d"],
  percentage: ["a percentage", "99.9%"],
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
  version: ["a version of Prometheus", "3.15"],
  "hours of a day": ["hours of a day", "09:00-17:30"],
  weekdays: ["a weekday or a range of them", "monday:friday"],
  "time zone": ["a time zone of the IANA database", "Europe/Berlin"],
  room: ["a room or a person of Slack", "#music"],
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

/** A word that isn't one of the choices. */
export const unknownChoice = kind({
  code: "MG1105",
  name: "declaration/unknown-choice",
  severity: "error",
  title: "unknown choice",
  reason: (found: { property: string; found: string; choices: readonly string[] }) =>
    `'${found.property}' is ${oneOf(found.choices, 20)}, found ${found.found}`,
  suggestion: ({ found, choices }) => {
    const meant = nearest(found.replaceAll('"', ""), choices);
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
    `'${found.property}' is ${found.expected}, found ${found.found}`,
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

export const declarationKinds = [
  unknownProperty,
  missingProperty,
  wrongType,
  malformedValue,
  unknownChoice,
  duplicateName,
  tenantName,
  numberOutOfRange,
  wrongLength,
  literalSecret,
  notInterpolation,
];
