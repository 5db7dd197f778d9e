import { changes } from "../edit.ts";
import { type Fault, singly } from "../fault.ts";

/** A query that reads everybody's series. */
export const matcherMissing: Fault = {
  name: "tenant's matcher missing",
  n: 18,
  others: 1,
  ways: (stack) => [
    singly(changes(stack, ["rules"], /\{(tenant="\w+", )/, () => [""])),
    singly(changes(stack, ["rules"], /(\{tenant="\w+"\})/, () => [""])),
    singly(changes(stack, ["dashboards"], /"expr": "[^\n]*?\{(tenant=\\"\w+\\",? ?)/, () => [""])),
  ],
};

const OTHER: Readonly<Record<string, string>> = { fresco: "tidal", tidal: "fresco" };

/** A query that reads another's series. */
export const otherMatcher: Fault = {
  name: "another tenant's matcher",
  n: 18,
  others: 0,
  ways: (stack) => [
    singly(changes(stack, ["yaml"], /(?:when|expr): [^\n]*?\{()\w+=/, () => ['tenant="fresco", '])),
    singly(changes(stack, ["yaml"], /(?:when|expr): [^\n]*?\b(?:[a-z]+_)+[a-z]+()[[)]/, () => ['{tenant="fresco"}'])),
    singly(changes(stack, ["typescript"], /_total\{()/, () => ['tenant="tidal", '])),
    singly(changes(stack, ["rules"], /\{tenant="(\w+)"/, ([, name = ""]) => [OTHER[name] ?? ""])),
    singly(
      changes(stack, ["dashboards"], /"expr": "[^\n]*?tenant=\\"(\w+)\\"/, ([, name = ""]) => [OTHER[name] ?? ""]),
    ),
  ],
};

/** A panel of what nothing exposes. */
export const panelOfNothing: Fault = {
  name: "dashboard asks for a metric that isn't there",
  n: 14,
  others: 0,
  ways: (stack) => [
    singly(
      changes(stack, ["yaml"], /show: (?:[^\n]*\()?([a-z]+(?:[_:][a-z0-9]+)+)/, ([, name = ""]) => [
        `${name}s`,
        name.slice(0, -1),
        `old_${name}`,
      ]),
    ),
    singly(
      changes(
        stack,
        ["dashboards"],
        /"expr": "(?:[^\n]*?\()?((?:[a-z]+[_:])+[a-z0-9]+(?:_[a-z0-9]+)*)\{/,
        ([, name = ""]) => [`${name}s`, name.slice(1)],
      ),
    ),
    singly(changes(stack, ["dashboards"], /"query": "label_values\((\w+)\{/, ([, name = ""]) => [`${name}x`])),
  ],
};
