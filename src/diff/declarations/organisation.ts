import type { Environment, Organisation, Program } from "../../program/program.ts";
import { md } from "../../targets/documents/markdown/markdown.ts";
import { printDuration } from "../../values/duration.ts";
import type { Change, Detail } from "../change.ts";
import { Names } from "../names.ts";
import { shownText, shownValue } from "../shown.ts";
import {
  canonicalJson,
  changed,
  detail,
  detailsOf,
  ignored,
  instead,
  of,
  type Pair,
  plain,
  type Wording,
} from "../wording.ts";
import { addressOf, channelInWords } from "./people.ts";
import { policyDetails, quotaDetails } from "./policy.ts";

type Prometheus = Organisation["prometheus"];
type Alertmanager = Organisation["alertmanager"];

const PROMETHEUS: Wording<Prometheus> = {
  version: ({ before, after }) => changed("Prometheus", versionOf(before), versionOf(after)),
  scrapeInterval: durationWords("reads targets every"),
  evaluationInterval: durationWords("evaluates rules every"),
  retention: durationWords("keeps samples for"),
};

const ALERTMANAGER: Wording<Alertmanager> = {
  groupWait: durationWords("waits before the first notification of a group for"),
  groupInterval: durationWords("tells of new alerts of a group every"),
  repeat: ({ before, after }) =>
    (["page", "ticket", "info"] as const).flatMap((severity) => {
      const [old, now] = [before.repeat[severity], after.repeat[severity]];
      if (old === now) return [];
      const words = md`repeats notifications of severity ${severity} every ${instead(printDuration(now), printDuration(old))}`;
      return [detail("repeat", words, now < old ? "noisier" : "quieter")];
    }),
  fallback: ({ before, after }) => {
    const [old, now] = [before.fallback, after.fallback];
    const isSame = old.name === now.name && canonicalJson(addressOf(old)) === canonicalJson(addressOf(now));
    const words = md`sends alerts of no tenant to ${shownText(now.name)} (${channelInWords(now)}) instead of ${shownText(old.name)} (${channelInWords(old)})`;
    return isSame ? [] : [detail("fallback", words, "rerouted")];
  },
  smtp: plain,
};

const ORGANISATION: Wording<Organisation> = {
  name: plain,
  sharedSecrets: plain,
  sharedTargets: plain,
  quotas: ({ before, after }) => quotaDetails(before.quotas, after.quotas),
  policies: ({ before, after }) => policyDetails(before.policies, after.policies),
  prometheus: (pair) => detailsOf(PROMETHEUS, of(pair, pair.before.prometheus, pair.after.prometheus)),
  alertmanager: (pair) => detailsOf(ALERTMANAGER, of(pair, pair.before.alertmanager, pair.after.alertmanager)),
};

const ENVIRONMENT: Wording<Environment> = {
  name: ignored,
  isDefault: ({ before, after }) =>
    before.isDefault === after.isDefault
      ? []
      : [detail("defaultEnvironment", after.isDefault ? md`is the default now` : md`is no longer the default`)],
  grafana: plain,
  prometheus: plain,
  alertmanager: plain,
  elasticsearch: plain,
  runbooks: plain,
};

/** What is different about what all tenants share, and about an environment, told by the programs of one tenant in it. */
export function organisationChanges(programs: Pair<unknown>["programs"]): readonly Change[] {
  const { before, after } = programs;
  const pair = { programs, names: new Names() };
  const own = detailsOf(ORGANISATION, { ...pair, before: before.organisation, after: after.organisation });
  const servers = detailsOf(ENVIRONMENT, { ...pair, before: before.environment, after: after.environment });
  return [
    ...changeOf("organisation", after.organisation.name, "organisation", [...labelDetails(before, after), ...own]),
    ...changeOf("environment", after.environment.name, `environments/${after.environment.name}`, servers),
  ];
}

function changeOf(
  kind: Change["kind"],
  name: string,
  declaration: string,
  details: readonly Detail[],
): readonly Change[] {
  return details.length === 0 ? [] : [{ kind, name, declaration, fate: "changed", details }];
}

function labelDetails({ tenant: before }: Program, { tenant: after }: Program): readonly Detail[] {
  if (before.label === after.label) return [];
  return [
    detail("tenantLabel", md`tells tenants apart by ${shownValue(after.label)} instead of ${shownValue(before.label)}`),
  ];
}

function versionOf({ version }: Prometheus): string {
  return `${version.major}.${version.minor}`;
}

function durationWords<P extends string>(words: string) {
  return ({ before, after }: Pair<Readonly<Record<P, number>>>, property: P): readonly Detail[] => {
    const [old, now] = [before[property], after[property]];
    return old === now ? [] : [detail(property, md`${words} ${instead(printDuration(now), printDuration(old))}`)];
  };
}

/** An environment that has come or gone, with all that is built for it. */
export function environmentChange({ name, grafana, prometheus }: Environment, fate: "added" | "removed"): Change {
  const words = md`Prometheus ${shownText(prometheus)}, Grafana ${shownText(grafana)}`;
  const details = [detail("", words, fate === "added" ? "covered" : "blinder")];
  return { kind: "environment", name, declaration: `environments/${name}`, fate, details };
}
