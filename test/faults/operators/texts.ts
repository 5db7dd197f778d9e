import { changes, typos } from "../edit.ts";
import { type Fault, singly } from "../fault.ts";

/** A text that asks for a label that the condition no longer has. */
export const labelGone: Fault = {
  name: "label aggregated away but used in a text",
  n: 18,
  others: 12,
  ways: (stack) => [
    singly(
      changes(
        stack,
        ["yaml"],
        /when: [^\n]*(?: by \(|\w+:\w+:)[^\n]*\n(?: {4}[^\n]*\n)*? {4}(?:summary|description): [^\n]*?\$\{(park|service|region|exchange|volume)\}/,
        () => ["instance"],
      ),
    ),
    singly(
      changes(
        stack,
        ["yaml"],
        /when: (?:sum|max|min|avg)( by \(\w+(?:, \w+)?\))[^/\n]*\n(?: {4}[^\n]*\n)*? {4}(?:summary|description): [^\n]*\$\{(?!value)/,
        () => [""],
      ),
    ),
    singly(
      changes(stack, ["typescript"], /(?:summary|description): \(\{ (\w+)(?:, \w+)* \}\) =>/, ([, label]) =>
        label === "value" ? [] : ["instance"],
      ),
    ),
    singly(
      changes(
        stack,
        ["typescript"],
        /when: \w+(?:\.(?:where|rate|increase|averageOver)\([^()]*\))*(\.by\("\w+"\))\.(?:above|below)/,
        () => [".sum()"],
      ),
    ),
    singly(changes(stack, ["rules"], /expr: (?:sum|max|min)( by \(tenant, \w+\))/, () => [" by (tenant)"])),
  ],
};

/** Fields of templates that are spelt in another way. */
export const fieldMisspelt: Fault = {
  name: "template field misspelt",
  n: 16,
  others: 0,
  ways: (stack) => [
    singly(
      changes(
        stack,
        ["templates"],
        /\.(CommonLabels|GroupLabels|Annotations|Labels|Firing|Resolved|Receiver|ExternalURL|GeneratorURL|StartsAt|Status)\b/,
        ([, field = ""]) => typos(field).slice(0, 2),
      ),
    ),
    singly(
      changes(stack, ["templates"], /\.(?:CommonLabels|GroupLabels|Annotations|Labels)\.(\w+)/, ([, field = ""]) =>
        typos(field).slice(0, 2),
      ),
    ),
    singly(
      changes(stack, ["yaml"], /(?:summary|description): [^\n]*\$\{(\w+)\}/, ([, field = ""]) =>
        typos(field).slice(0, 1),
      ),
    ),
    singly(changes(stack, ["rules"], /\{\{ \$labels\.(\w+)/, ([, field = ""]) => typos(field).slice(0, 1))),
    singly(changes(stack, ["rules"], /\{\{ \$value \| (\w+)/, ([, field = ""]) => typos(field).slice(0, 1))),
    singly(
      changes(stack, ["alertmanager"], /template "northgate\.(\w+)"/, ([, field = ""]) => typos(field).slice(0, 1)),
    ),
  ],
};

/** Addresses at which nobody has written anything. */
export const runbookBroken: Fault = {
  name: "runbook link broken",
  n: 14,
  others: 0,
  ways: (stack) => [
    singly(changes(stack, ["rules"], /runbook_url: \S+\/(\w+)\n/, ([, name = ""]) => typos(name).slice(0, 2))),
    singly(
      changes(stack, ["rules"], /runbook_url: https:\/\/(runbooks\.northgate\.example)/, ([, host = ""]) =>
        typos(host).slice(0, 2),
      ),
    ),
    singly(changes(stack, ["rules"], /runbook_url: (https:\/\/)/, () => ["https//", "htps://", ""])),
    singly(changes(stack, ["rules"], /runbook_url: \S+example\/(\w+)\//, ([, team = ""]) => typos(team).slice(0, 1))),
  ],
};
