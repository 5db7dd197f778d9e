import { kind } from "../diagnostic.ts";
import { nearest, oneOf } from "../nearest.ts";

/** What breaks a policy: the policy's name and place, what it asks for, and what was found instead. */
export interface Broken {
  readonly policy: string;
  /** `the organisation, tenants/organisation.ts:41:5`. */
  readonly by: string;
  /** The author's own words; empty where there are none. */
  readonly message: string;
  readonly found: string;
  readonly instead: string;
}

const words = {
  reason: ({ policy, by, found, message }: Broken) =>
    `${found}${message === "" ? "" : `: ${message.replace(/\.$/, "")}`}; the policy ${policy} of ${by}`,
  suggestion: ({ instead }: Broken) => instead,
};

/** A declaration that doesn't keep to a policy. */
export const brokenPolicy = kind({
  code: "MG2740",
  name: "policy/broken",
  severity: "error",
  title: "policy isn't kept to",
  ...words,
});

/** The same of a policy that only warns. */
export const policyWarning = kind({
  code: "MG2741",
  name: "policy/warning",
  severity: "warning",
  title: "policy isn't kept to",
  ...words,
});

/** A policy that asks for nothing, or for several things at once. */
export const vaguePolicy = kind({
  code: "MG2742",
  name: "policy/vague",
  severity: "error",
  title: "policy doesn't ask for one thing",
  reason: ({ given, known }: { given: readonly string[]; known: readonly string[] }) =>
    given.length === 0
      ? `a policy asks for one of ${known.join(", ")}; this one for nothing`
      : `a policy asks for one thing, this one for ${given.join(" and ")}`,
  suggestion: ({ given }) => (given.length === 0 ? undefined : `make ${given.length} policies of it`),
});

/** A pattern of a policy that is none. */
export const malformedPattern = kind({
  code: "MG2743",
  name: "policy/malformed-pattern",
  severity: "error",
  title: "pattern of a policy is none",
  reason: ({ pattern, problem }: { pattern: string; problem: string }) =>
    `${JSON.stringify(pattern)} is no regular expression of RE2: ${problem}`,
});

/** A function that a policy forbids, and that isn't there. */
export const unknownFunction = kind({
  code: "MG2744",
  name: "policy/unknown-function",
  severity: "error",
  title: "policy forbids what there isn't",
  reason: ({ name }: { name: string; known: readonly string[] }) =>
    `PromQL has no function and no aggregation called '${name}'`,
  suggestion: ({ name, known }) => {
    const meant = nearest(name, known);
    return meant === undefined ? undefined : `did you mean '${meant}'?`;
  },
});

/** A policy that is limited to some alerts, and asks for what isn't about alerts. */
export const uselessScope = kind({
  code: "MG2745",
  name: "policy/useless-scope",
  severity: "error",
  title: "policy is limited to alerts, and isn't about them",
  reason: ({ others }: { others: readonly string[] }) =>
    `of chooses alerts, and ${others.join(", ")} ${others.length === 1 ? "is" : "are"} about the whole tenant`,
  suggestion: () => "remove of",
});

/** More than a quota allows. */
export const overQuota = kind({
  code: "MG2720",
  name: "cost/over-quota",
  severity: "error",
  title: "tenant costs more than its quota",
  reason: (data: {
    what: string;
    total: string;
    most: string;
    tenant: string;
    heaviest: string;
    weight: string;
    by: string;
  }) =>
    `${data.tenant} has ${data.total} ${data.what}, its quota is ${data.most} (${data.by}); ${data.heaviest} weighs most, ${data.weight}`,
  suggestion: ({ tenant }) => `see what weighs how much: monitorgen list cost --tenant ${tenant}`,
});

/** A stream whose size nobody can estimate, where a quota asks for it. */
export const unknownSize = kind({
  code: "MG2721",
  name: "cost/unknown-size",
  severity: "error",
  title: "size of a log stream isn't known",
  reason: ({ stream, by }: { stream: string; by: string }) =>
    `there is a quota of bytes per day (${by}), and of ${stream} nobody said how many lines it takes`,
  suggestion: () => "add linesPerDay",
});

/** A suppression of what can't be suppressed. */
export const unsuppressible = kind({
  code: "MG2750",
  name: "suppression/not-allowed",
  severity: "error",
  title: "finding can't be suppressed",
  reason: ({ code, why }: { code: string; why: string }) => `${code} ${why}`,
});

/** A suppression of a finding that there isn't. */
export const unknownFinding = kind({
  code: "MG2751",
  name: "suppression/unknown-finding",
  severity: "error",
  title: "suppression of no kind of finding",
  reason: ({ code }: { code: string; known: readonly string[] }) => `no finding has the code or the name '${code}'`,
  suggestion: ({ code, known }) => {
    const meant = nearest(code, known);
    return meant === undefined ? `it is one of the suppressible ones: ${oneOf(known)}` : `did you mean '${meant}'?`;
  },
});

/** A suppression of a finding at something that isn't declared. */
export const unknownPlace = kind({
  code: "MG2754",
  name: "suppression/unknown-place",
  severity: "error",
  title: "suppression at what isn't declared",
  reason: ({ at }: { at: string; known: readonly string[] }) => `nothing is declared at '${at}'`,
  suggestion: ({ at, known }) => {
    const meant = known.find((place) => place.endsWith(`/${at}`)) ?? nearest(at, known);
    return meant === undefined
      ? "write the list and the name, such as alerts/ErrorRatioHigh, or leave at out for the whole tenant"
      : `did you mean '${meant}'?`;
  },
});

/** A suppression whose last day is over. */
export const expiredSuppression = kind({
  code: "MG2752",
  name: "suppression/expired",
  severity: "warning",
  title: "suppression has expired",
  reason: ({ code, until, today, reason }: { code: string; until: string; today: string; reason: string }) =>
    `${code} was to stand until ${until}, today is ${today}; the reason was: ${reason}`,
  suggestion: () => "mend what it is about and remove it, or look again and set another day",
});

/** A suppression that suppresses nothing. */
export const uselessSuppression = kind({
  code: "MG2753",
  name: "suppression/useless",
  severity: "warning",
  title: "suppression suppresses nothing",
  reason: ({ code, at }: { code: string; at: string }) =>
    `${code} isn't found ${at === "" ? "in the tenant" : `at ${at}`}`,
  suggestion: () => "remove it",
});

/** The kinds of this file. */
export const policyKinds = [
  overQuota,
  unknownSize,
  brokenPolicy,
  policyWarning,
  vaguePolicy,
  malformedPattern,
  unknownFunction,
  uselessScope,
  unsuppressible,
  unknownFinding,
  unknownPlace,
  expiredSuppression,
  uselessSuppression,
];
