import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { load } from "js-yaml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { program as fixture, promql } from "../../../test/fixtures/program.ts";
import { amtool, missing } from "../../../test/judges/tools.ts";
import type { Alert, Channel, Program } from "../../program/program.ts";
import { misrouted, type RoutingCase } from "../../routing/cases.ts";
import type { RoutingConfig } from "../../routing/config.ts";
import { readRouting } from "../../routing/read-config.ts";
import { isSent, notifications } from "../../routing/resolve.ts";
import type { Artifact } from "../artifact.ts";
import { alertmanager, mergedAlertmanager } from "./alertmanager.ts";
import { NOTIFICATION_TEMPLATES } from "./templates.ts";
import { wakes } from "./wakes.ts";

const templates = NOTIFICATION_TEMPLATES.map((path) => readFileSync(path, "utf8"));

const smtp = { smarthost: "mail.example:587", from: "alerts@example.com" };
const acme: Program = {
  ...fixture,
  organisation: { ...fixture.organisation, alertmanager: { ...fixture.organisation.alertmanager, smtp } },
};

function asTenant(name: string): Program {
  const own = (alert: Alert): Alert => ({ ...alert, labels: { ...alert.labels, tenant: name } });
  return { ...acme, tenant: { ...acme.tenant, name, title: name }, alerts: acme.alerts.map(own) };
}

const acmeEurope = asTenant("acme-eu");
const globex = asTenant("globex");

function contentOf(artifacts: readonly Artifact[], path: string): string {
  return artifacts.find((artifact) => artifact.path === path)?.content ?? `no ${path}`;
}

const configText = (artifacts: readonly Artifact[]) => contentOf(artifacts, "alertmanager/alertmanager.yaml");

function configOf(artifacts: readonly Artifact[]): RoutingConfig {
  const { config, problems } = readRouting(parse(configText(artifacts)));
  expect(problems).toEqual([]);
  if (config === undefined) throw new Error("no route");
  return config;
}

function casesOf(artifacts: readonly Artifact[]): readonly RoutingCase[] {
  return parse(contentOf(artifacts, "alertmanager/tests/routing.yaml")).tests;
}

const alone = alertmanager(acme, templates);
const merged = mergedAlertmanager([globex, acmeEurope, acme], templates);

describe("one tenant's Alertmanager", () => {
  test("is a configuration, the tenant's texts, the organisation's texts and the routing tests", () => {
    expect(alone.map(({ path, kind, origins }) => [path, kind, origins.length])).toEqual([
      ["alertmanager/alertmanager.yaml", "alertmanager-config", 10],
      ["alertmanager/templates/acme.tmpl", "alertmanager-template", 4],
      ["alertmanager/templates/organisation.tmpl", "alertmanager-template", 1],
      ["alertmanager/tests/routing.yaml", "alertmanager-tests", 8],
    ]);
    expect(alone[0]?.origins).toEqual([
      "alerts/DeploymentHeartbeat",
      "alerts/ErrorRatioHigh",
      "channels/audit",
      "channels/music",
      "channels/oncall",
      "channels/reports",
      "schedules/office-hours",
      "slos/player-availability",
      "teams/music",
      "teams/platform",
    ]);
  });

  test("is the same bytes from the same program", () => {
    expect(alertmanager(structuredClone(acme), templates)).toEqual(alone);
  });

  test("reads the same in two YAML libraries", () => {
    for (const { path, content } of alone.filter(({ path }) => path.endsWith(".yaml"))) {
      expect(parse(content), path).toEqual(load(content));
    }
  });

  test("keeps secrets in files and sends when an alert is over", () => {
    const { receivers } = parse(configText(alone));
    const settings = receivers.map(({ name, ...kinds }: { name: string }) => [name, Object.values(kinds).flat()[0]]);
    expect(settings).toMatchObject([
      ["organisation/music", { send_resolved: true, api_url_file: "/etc/alertmanager/secrets/slack/acme" }],
      ["acme/audit", { send_resolved: true, url_file: "/etc/alertmanager/secrets/webhook/audit" }],
      ["acme/oncall", { send_resolved: true, routing_key_file: "/etc/alertmanager/secrets/pagerduty/acme" }],
      ["acme/music", { send_resolved: true, channel: "#music" }],
      ["acme/reports", { send_resolved: true, to: "reports@acme.example" }],
    ]);
    expect(parse(configText(alone)).global).toEqual({
      smtp_smarthost: "mail.example:587",
      smtp_from: "alerts@example.com",
    });
    expect(parse(configText(alertmanager(fixture, templates))).global).toBeUndefined();
  });

  test("tells the mail server who sends, and where the password lies", () => {
    const login = { username: "{{ acme }}", password: "smtp/acme" };
    const settings = { ...acme.organisation.alertmanager, smtp: { ...smtp, login } };
    const organisation = { ...acme.organisation, alertmanager: settings };
    expect(parse(configText(alertmanager({ ...acme, organisation }, templates))).global).toEqual({
      smtp_smarthost: "mail.example:587",
      smtp_from: "alerts@example.com",
      smtp_auth_username: "{{ acme }}",
      smtp_auth_password_file: "/etc/alertmanager/secrets/smtp/acme",
    });
  });

  test("addresses people by texts that no template language changes", () => {
    const origin = { path: [], name: "channels/any" };
    const slack: Channel = { type: "slack", name: "a", webhook: "slack/a", room: "#{{.Music}}", origin };
    const email: Channel = { type: "email", name: "b", to: ["a@example.com", "b@example.com"], origin };
    const from = "{{ Alerts }} <alerts@example.com>";
    const organisation = {
      ...acme.organisation,
      alertmanager: { ...acme.organisation.alertmanager, smtp: { ...smtp, from } },
    };
    const config = parse(configText(alertmanager({ ...acme, organisation, channels: [slack, email] }, templates)));
    expect(config.receivers[1].slack_configs[0].channel).toBe('{{ "#{{.Music}}" }}');
    expect(config.receivers[2].email_configs[0].to).toBe("a@example.com, b@example.com");
    expect(config.global.smtp_from).toBe('{{ "{{ Alerts }} <alerts@example.com>" }}');
  });

  test("routes by tenant, team and severity, heartbeats first", () => {
    const { route } = parse(configText(alone));
    expect(route).toMatchObject({
      receiver: "organisation/music",
      group_by: ["tenant", "alertname"],
      group_wait: "30s",
      group_interval: "5m",
    });
    const [tenant] = route.routes;
    expect(tenant.matchers).toEqual(['tenant="acme"']);
    expect(tenant.routes.map(({ matchers }: { matchers: string[] }) => matchers)).toEqual([
      ['team="music"'],
      ['team="platform"'],
    ]);
    expect(tenant.routes[0].routes).toEqual([
      { receiver: "acme/oncall", matchers: ['severity="page"'], repeat_interval: "4h" },
      {
        receiver: "acme/music",
        matchers: ['severity="ticket"'],
        active_time_intervals: ["acme/office-hours"],
        repeat_interval: "1d",
        continue: true,
      },
      {
        receiver: "acme/reports",
        matchers: ['severity="ticket"'],
        mute_time_intervals: ["acme/office-hours"],
        repeat_interval: "1d",
      },
      { receiver: "acme/music", matchers: ['severity="info"'], repeat_interval: "7d" },
    ]);
    expect(tenant.routes[1].routes[0]).toEqual({
      receiver: "acme/audit",
      matchers: ['alertname="DeploymentHeartbeat"'],
      group_wait: "0s",
      group_interval: "1m",
      repeat_interval: "50s",
    });
  });

  test("limits both sides of an inhibition to the tenant", () => {
    expect(parse(configText(alone)).inhibit_rules[0]).toEqual({
      source_matchers: ['severity="page"', 'slo="player-availability"', 'tenant="acme"'],
      target_matchers: ['severity="ticket"', 'slo="player-availability"', 'tenant="acme"'],
      equal: ["tenant"],
    });
    expect(parse(configText(alone)).inhibit_rules[1].equal).toEqual(["service", "tenant"]);
    const inhibitions = acme.inhibitions.map((inhibition) => ({ ...inhibition, equal: ["service"] }));
    const bare = parse(configText(alertmanager({ ...acme, inhibitions }, templates)));
    expect(bare.inhibit_rules[1].equal).toEqual(["service", "tenant"]);
  });

  test("holds back the slow burn of an objective while the fast one fires, for this tenant only", () => {
    const slow = {
      alertname: "PlayerBurnsBudgetSlowly",
      tenant: "acme",
      slo: "player-availability",
      severity: "ticket",
    };
    const fast = { alertname: "PlayerBurnsBudgetFast", tenant: "acme", slo: "player-availability", severity: "page" };
    const held = (firing: object) =>
      notifications(configOf(merged), slow, { firing: [{ ...fast, ...firing }] }).some((one) => !isSent(one));
    expect(held({})).toBe(true);
    expect(held({ tenant: "acme-eu" })).toBe(false);
    expect(held({ slo: "search-availability" })).toBe(false);
  });

  test("reaches whom each team declared, at each of the emitted times", () => {
    const cases = casesOf(alone);
    expect(misrouted(configOf(alone), cases)).toEqual([]);
    expect(new Set(cases.map(({ labels }) => labels["alertname"]))).toEqual(
      new Set([...acme.alerts.map(({ name }) => name), "Unknown"]),
    );
    for (const alert of acme.alerts) {
      const heard = cases
        .filter(({ labels }) => labels["alertname"] === alert.name)
        .flatMap(({ receivers }) => receivers);
      const declared = wakes(acme, alert).map(({ receiver }) => receiver);
      expect(new Set(heard), alert.name).toEqual(new Set(declared));
    }
  });

  test("tries the first and the last value of each label of the condition, the rule's own labels as they are", () => {
    const conditionLabels = ["service", "team", "zone"];
    const [alert] = acme.alerts.filter(({ name }) => name === "ErrorRatioHigh");
    const cases = casesOf(alertmanager({ ...acme, alerts: alert ? [{ ...alert, conditionLabels }] : [] }, templates));
    const labels = { alertname: "ErrorRatioHigh", tenant: "acme", severity: "page", team: "music", zone: "example" };
    expect(cases.map(({ name, at, ...rest }) => rest)).toEqual([
      { labels: { ...labels, service: "player" }, receivers: ["acme/oncall"] },
      { labels: { ...labels, service: "search" }, receivers: ["acme/oncall"] },
      { labels: { alertname: "Unknown" }, receivers: ["organisation/music"] },
    ]);
  });

  test("takes the values that a condition's selectors and the recordings it reads are about", () => {
    const expr = promql('min by (service, slo) (a:b:c{service="search",status=~"5.."}) > 1');
    const [recording] = acme.recordings.map((one) => ({ ...one, record: "a:b:c", labels: { slo: "player" } }));
    const [alert] = acme.alerts.filter(({ name }) => name === "ErrorRatioHigh");
    if (!alert || !recording) throw new Error("the fixture is broken");
    const alerts = [{ ...alert, expr, conditionLabels: ["service", "slo", "status"] }];
    const cases = casesOf(alertmanager({ ...acme, recordings: [recording], alerts }, templates));
    expect(cases[0]?.name).toBe("acme/ErrorRatioHigh, page, service=search, slo=player, status=example");
    expect(cases).toHaveLength(2);
  });

  test("has one time for a schedule that never ends", () => {
    const always = { weekdays: ["monday:sunday"], times: [{ start: "00:00", end: "24:00" }], zone: "UTC" };
    const [schedule] = acme.schedules.map((one) => ({ ...one, ...always }));
    const [alert] = acme.alerts.filter(({ name }) => name === "TempoDrifted");
    if (!alert || !schedule) throw new Error("the fixture is broken");
    const { channel } = alert.team.destinations.ticket;
    const team = { ...alert.team, destinations: { ...alert.team.destinations, ticket: { channel, during: schedule } } };
    const tenant = { ...acme, schedules: [schedule], teams: [team], alerts: [{ ...alert, team }] };
    const artifacts = alertmanager(tenant, templates);
    expect(casesOf(artifacts).map(({ at, receivers }) => [at, receivers])).toEqual([
      ["2026-01-05T00:00:00Z", ["acme/reports"]],
      [undefined, ["organisation/music"]],
    ]);
    expect(misrouted(configOf(artifacts), casesOf(artifacts))).toEqual([]);
  });

  test("names what it does with an alert whose labels contradict its team", () => {
    const stray = { name: "stray", labels: { tenant: "acme", team: "nobody", severity: "page" }, receivers: [] };
    expect(misrouted(configOf(alone), [stray])).toEqual([{ test: stray, actual: ["organisation/music"] }]);
  });
});

describe("the merged Alertmanager", () => {
  test("of no tenants is nothing", () => {
    expect(mergedAlertmanager([], templates)).toEqual([]);
  });

  test("doesn't depend on the order of the tenants", () => {
    expect(mergedAlertmanager([acme, acmeEurope, globex], templates)).toEqual(merged);
  });

  test("holds each tenant's part as it is alone", () => {
    const whole = parse(configText(merged));
    [acme, acmeEurope, globex].forEach((tenant, index) => {
      const own = alertmanager(tenant, templates);
      const part = parse(configText(own));
      expect(whole.route.routes[index]).toEqual(part.route.routes[0]);
      for (const list of ["receivers", "inhibit_rules", "time_intervals"]) {
        expect(whole[list]).toEqual(expect.arrayContaining(part[list]));
      }
      const path = `alertmanager/templates/${tenant.tenant.name}.tmpl`;
      expect(contentOf(merged, path)).toBe(contentOf(own, path));
    });
    expect(whole.receivers).toHaveLength(1 + 3 * acme.channels.length);
  });

  test("sends every alert of every tenant where it goes alone, and to no other tenant's receiver", () => {
    for (const tenant of [acme, acmeEurope, globex]) {
      const cases = casesOf(alertmanager(tenant, templates));
      expect(misrouted(configOf(merged), cases), tenant.tenant.name).toEqual([]);
      const foreign = cases
        .flatMap(({ labels }) => notifications(configOf(merged), labels))
        .filter(({ receiver }) => receiver.split("/")[0] !== tenant.tenant.name);
      expect(foreign.map(({ receiver }) => receiver)).toEqual(["organisation/music"]);
    }
  });

  test("names the declarations of each tenant", () => {
    expect(merged[0]?.origins).toContain("acme-eu/teams/music");
    expect(merged[1]?.origins).toEqual([
      "acme/channels/audit",
      "acme/channels/music",
      "acme/channels/oncall",
      "acme/channels/reports",
    ]);
  });
});

const amtoolMissing = missing("amtool");

describe.skipIf(amtoolMissing)("amtool", () => {
  const folder = mkdtempSync(join(tmpdir(), "alertmanager-"));
  const file = (name: string) => join(folder, name, "alertmanager/alertmanager.yaml");

  beforeAll(() => {
    for (const [name, artifacts] of Object.entries({ alone, merged })) {
      for (const { path, content } of artifacts) {
        mkdirSync(dirname(join(folder, name, path)), { recursive: true });
        writeFileSync(join(folder, name, path), content);
      }
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(["alone", "merged"])("accepts the configuration and its templates, %s", async (name) => {
    const { stdout, stderr, status } = await amtool(["check-config", file(name)]);
    expect(`${stdout}${stderr}`).toMatch(/SUCCESS(.|\n)*templates(.|\n)*SUCCESS/);
    expect(status).toBe(0);
  });

  test.each([
    ["alone", alone],
    ["merged", merged],
  ])("routes each alert as its routing test says, %s", async (name, artifacts) => {
    const config = configOf(artifacts);
    for (const { name: test, labels, receivers } of casesOf(artifacts)) {
      const reached = notifications(config, labels).map(({ receiver }) => receiver);
      expect(reached, test).toEqual(expect.arrayContaining([...receivers]));
      const asked = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
      const { stdout, stderr } = await amtool(["config", "routes", "test", "--config.file", file(name), ...asked]);
      expect(`${stdout}${stderr}`.trim(), test).toBe(reached.join(","));
    }
  });
});
