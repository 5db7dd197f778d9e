import type { Policy, PolicyRule, Quota } from "../../program/program.ts";
import { code, md } from "../../targets/documents/markdown/markdown.ts";
import { printDuration } from "../../values/duration.ts";
import type { Detail } from "../change.ts";
import { shownText } from "../shown.ts";
import { canonicalJson, detail, instead } from "../wording.ts";

const OF: Readonly<Record<Quota["of"], string>> = {
  series: "series",
  rules: "rules",
  samplesPerEvaluation: "samples per evaluation",
  indexBytesPerDay: "bytes of index per day",
};

/** What is different about how much may be used. They decide what is found, so that nothing fires differently. */
export function quotaDetails(before: readonly Quota[], after: readonly Quota[]): readonly Detail[] {
  const all = new Set([...before, ...after].map(({ of }) => of));
  return [...all].sort().flatMap((of): readonly Detail[] => {
    const [old, now] = [before, after].map((quotas) => quotas.find((one) => one.of === of)?.most);
    if (old === now) return [];
    if (now === undefined) return [detail("quotas", md`has no quota of ${OF[of]} any more, which was ${grouped(old)}`)];
    const words = old === undefined ? md`**${grouped(now)}**` : instead(grouped(now), grouped(old));
    return [detail("quotas", md`has a quota of ${words} ${OF[of]}`)];
  });
}

function grouped(count = 0): string {
  return count.toLocaleString("en");
}

/** What is different about what declarations must keep to. */
export function policyDetails(before: readonly Policy[], after: readonly Policy[]): readonly Detail[] {
  const names = new Set([...before, ...after].map(({ name }) => name));
  return [...names].sort().flatMap((name) => {
    const [old, now] = [before, after].map((policies) => policies.find((one) => one.name === name));
    return canonicalJson(old) === canonicalJson(now) ? [] : [detail("policies", changeInWords(name, old, now))];
  });
}

function changeInWords(name: string, old: Policy | undefined, now: Policy | undefined) {
  if (now === undefined) return md`gives up the policy ${code(name)}: ${shownText(inWords(old))}`;
  if (old === undefined) return md`has a new policy ${code(name)}: ${shownText(inWords(now))}`;
  if (inWords(old) === inWords(now)) return md`gives another message with the policy ${code(name)}`;
  return md`has the policy ${code(name)} ask for ${instead(shownText(inWords(now)), shownText(inWords(old)))}`;
}

function inWords(policy: Policy | undefined): string {
  if (policy === undefined) return "";
  const scope = Object.entries(policy.scope).map(([key, value]) => `${key} ${value}`);
  const of = scope.length === 0 ? "" : ` of ${scope.join(", ")}`;
  return `${ruleInWords(policy.rule)}${of}${policy.severity === "warning" ? ", as a warning" : ""}`;
}

function ruleInWords({ rule, ...asked }: PolicyRule): string {
  const [value] = Object.values(asked);
  if (typeof value === "number") return `${rule} ${printDuration(value)}`;
  if (Array.isArray(value)) return `${rule} ${value.join(", ")}`;
  if (typeof value !== "object") return `${rule} ${value}`;
  return `${rule} ${Object.entries(value)
    .map(([key, most]) => `${key} ${most}`)
    .join(", ")}`;
}
