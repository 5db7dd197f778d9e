import fc from "fast-check";
import { dump, load } from "js-yaml";
import { describe, expect, test } from "vitest";
import type { Artifact } from "../../src/targets/artifact.ts";
import { base, requestsFail } from "../properties/declared.ts";
import { neighbours } from "./neighbours.ts";
import { crossingsOf, emitted, strayed, type Together } from "./together.ts";

test("whatever some tenants declare, and however alike their names are, nothing of one is another's", () => {
  let alerts = 0;
  fc.assert(
    fc.property(neighbours, (declarations) => {
      const together = emitted(declarations);
      expect(crossingsOf(together)).toEqual([]);
      const sent = strayed(together);
      expect(sent.wrong).toEqual([]);
      alerts += sent.alerts;
    }),
    { seed: 401, numRuns: 15 },
  );
  expect(alerts).toBeGreaterThan(300);
});

const secrets = (name: string) => ({
  oncall: { type: "pagerduty", routingKey: { secret: `pagerduty/${name}` } },
  room: { type: "slack", webhook: { secret: `slack/${name}` }, room: "#x" },
});
const named = (name: string) => ({
  ...base,
  tenant: name,
  channels: secrets(name),
  schedules: { office: { weekdays: ["monday:friday"], times: ["09:00-17:00"], zone: "Europe/Berlin" } },
  teams: { music: { page: { to: "oncall", during: "office", otherwise: "room" }, ticket: "room" } },
  scrapes: { api: { targets: ["api:9100"], metrics: ["http_requests_total"] } },
  alerts: {
    RequestsFail: requestsFail,
    SearchFails: { ...requestsFail, when: "sum(rate(http_requests_total[5m])) > 5", causedBy: ["RequestsFail"] },
  },
  logs: { api: { retention: "30d" } },
});

describe("the proof is sensitive:", () => {
  const sound = emitted([named("acme"), named("acme-eu")]);
  const [acme, eu] = sound.tenants;
  if (acme === undefined || eu === undefined) throw new Error("two tenants");
  const replaced = (
    files: readonly Artifact[],
    kind: string,
    change: (text: string) => string,
  ): readonly Artifact[] => {
    const at = files.findIndex((file) => file.kind === kind);
    return files.map((file, index) => (index === at ? { ...file, content: change(file.content) } : file));
  };
  const ofEu = (kind: string, change: (text: string) => string): Together => ({
    ...sound,
    tenants: [acme, { ...eu, files: replaced(eu.files, kind, change) }],
  });
  const ofMerged = (
    change: (config: Record<string, unknown[]> & { route: { routes: object[] } }) => void,
  ): Together => ({
    ...sound,
    merged: replaced(sound.merged, "alertmanager-config", (text) => {
      const config = JSON.parse(JSON.stringify(load(text)));
      change(config);
      return dump(config);
    }),
  });

  test("nothing is found in what is sound", () => {
    expect(crossingsOf(sound)).toEqual([]);
    expect(strayed(sound).wrong).toEqual([]);
  });

  test.each<[string, Together, string]>([
    [
      "a rule group",
      ofEu("prometheus-rules", (text) => text.replace("acme-eu/", "acme/")),
      "the rule group acme/api is acme's already",
    ],
    [
      "a scrape job",
      ofEu("prometheus-scrape", (text) => text.replace("acme-eu/api", "acme/api")),
      "the scrape job acme/api is acme's already",
    ],
    [
      "an index pattern with a wildcard",
      ofEu("elasticsearch-index-template", (text) =>
        text.replace('"logs-acme_eu.api-production"\n  ]', '"logs-acme*"\n  ]'),
      ),
      "logs-acme* takes what is acme's",
    ],
    [
      "another tenant's index pattern",
      ofEu("elasticsearch-index-template", (text) =>
        text.replace('"logs-acme_eu.api-production"\n  ]', '"logs-acme.api-production"\n  ]'),
      ),
      "logs-acme.api-production takes what is acme's",
    ],
    [
      "an alias",
      ofEu("elasticsearch-index-template", (text) => text.replace("logs.acme_eu.", "logs.acme.")),
      "the data stream logs.acme.production is acme's already",
    ],
    [
      "a receiver",
      ofEu("alertmanager-config", (text) => text.replaceAll("acme-eu/oncall", "acme/oncall")),
      "the receiver acme/oncall is acme's already",
    ],
    [
      "hours",
      ofEu("alertmanager-config", (text) => text.replaceAll("acme-eu/office", "acme/office")),
      "the time interval acme/office is acme's already",
    ],
    [
      "a credential",
      ofEu("alertmanager-config", (text) => text.replace("secrets/slack/acme-eu", "secrets/slack/acme")),
      "the credential /etc/alertmanager/secrets/slack/acme is acme's already",
    ],
    [
      "texts that differ in the merged folder",
      ofEu("alertmanager-template", (text) => `${text} `),
      "it isn't that of its own folder",
    ],
  ])("%s", (_, together, text) => expect(crossingsOf(together).join("\n")).toContain(text));

  test.each<[string, Together, string]>([
    ["a route that isn't there", ofMerged(({ route }) => route.routes.pop()), "the routes of acme-eu aren't those"],
    [
      "a route of no tenant",
      ofMerged(({ route }) => route.routes.unshift({ matchers: ['severity="page"'], receiver: "acme/oncall" })),
      "1 routes, receivers",
    ],
    [
      "a route that another tenant's alerts take first",
      ofMerged(({ route }) => route.routes.unshift({ matchers: ['tenant="acme-eu"'], receiver: "acme/oncall" })),
      "the routes of acme-eu",
    ],
    [
      "a receiver with another address",
      ofMerged(({ receivers }) => Object.assign(Object(receivers?.at(-1)), { slack_configs: [] })),
      "the receivers of acme-eu",
    ],
    ["an inhibition that is gone", ofMerged(({ inhibit_rules: rules }) => rules?.pop()), "the inhibitions of acme-eu"],
    [
      "an inhibition of no tenant",
      ofMerged(({ inhibit_rules: rules }) =>
        rules?.push({ source_matchers: ['severity="info"'], target_matchers: ['severity="page"'], equal: [] }),
      ),
      "1 routes, receivers",
    ],
    [
      "an inhibition from one tenant to another",
      ofMerged(({ inhibit_rules: rules }) =>
        Object.assign(Object(rules?.at(0)), { target_matchers: ['tenant="acme-eu"'] }),
      ),
      "the inhibitions of acme ",
    ],
    [
      "hours that are others",
      ofMerged(({ time_intervals: hours }) => Object.assign(Object(hours?.at(0)), { time_intervals: [] })),
      "the time intervals of acme ",
    ],
    [
      "another root",
      ofMerged(({ route }) => Object.assign(route, { group_wait: "9h" })),
      "the settings that all share",
    ],
  ])("in what is merged, %s", (_, together, text) => expect(crossingsOf(together).join("\n")).toContain(text));

  test("a merged tree without a tenant's label on a route takes its alerts elsewhere, in the simulation, too", () => {
    const stolen = ofMerged(({ route }) =>
      route.routes.unshift({ matchers: ['severity="page"'], receiver: "acme/oncall" }),
    );
    expect(strayed(stolen).wrong.length).toBeGreaterThan(0);
  });

  test("and so does an inhibition that doesn't ask for the tenant", () => {
    const crossed = ofMerged(({ inhibit_rules: rules }) =>
      rules?.push({
        source_matchers: ['alertname="RequestsFail"'],
        target_matchers: ['alertname="SearchFails"'],
        equal: [],
      }),
    );
    expect(strayed(crossed).wrong.length).toBeGreaterThan(0);
  });
});
