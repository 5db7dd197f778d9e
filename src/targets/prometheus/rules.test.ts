import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { base, compiled, type Data, requestsFail } from "../../../test/properties/declared.ts";
import { groupsOf, rules } from "./rules.ts";
import { scrape } from "./scrape.ts";

const emitted = (changes: Data = {}) =>
  new Map(rules(compiled(changes).program).map(({ path, content }) => [path, parse(content)]));

describe("rules", () => {
  test("are one file a group, recordings first, in the tenant's name", () => {
    const scrapes = { api: { targets: ["api:9100"], metrics: ["http_requests_total"] } };
    const recordings = { "service:http_requests:rate5m": { expr: "sum by (service) (rate(http_requests_total[5m]))" } };
    const alerts = {
      RequestsFail: {
        ...requestsFail,
        for: "5m",
        keepFiringFor: "10m",
        description: "${service}",
        runbook: "Roll {{back}}.",
      },
      Watchdog: { heartbeat: true, severity: "info", owner: "music" },
    };
    const { program } = compiled({ scrapes, recordings, alerts });
    expect(groupsOf(program)).toEqual(["api", "heartbeat"]);
    const files = emitted({ scrapes, recordings, alerts });
    expect([...files.keys()]).toEqual(["prometheus/rules/api.yaml", "prometheus/rules/heartbeat.yaml"]);
    expect(files.get("prometheus/rules/api.yaml")).toEqual({
      groups: [
        {
          name: "acme/api",
          interval: "30s",
          rules: [
            {
              record: "service:http_requests:rate5m",
              expr: 'sum by (service) (rate(http_requests_total{tenant="acme"}[5m]))',
              labels: { tenant: "acme" },
            },
            {
              alert: "RequestsFail",
              expr: expect.stringContaining('tenant="acme"'),
              for: "5m",
              keep_firing_for: "10m",
              labels: { severity: "page", team: "music", tenant: "acme" },
              annotations: {
                summary: "Requests fail",
                description: "{{ $labels.service }}",
                recommendation: 'Roll {{ "{{" }}back}}.',
                dashboard_url: "https://grafana.example.com",
                runbook_url: "https://runbooks.example.com/acme/RequestsFail",
              },
            },
          ],
        },
      ],
    });
  });

  test("say nothing that there is nothing to say of", () => {
    const [file] = emitted().values();
    const [rule] = file.groups[0].rules;
    expect(Object.keys(rule)).toEqual(["alert", "expr", "labels", "annotations"]);
    expect(Object.keys(rule.annotations)).toEqual(["summary", "dashboard_url", "runbook_url"]);
  });

  test("have steps of a runbook in their order", () => {
    const [file] = emitted({
      alerts: { RequestsFail: { ...requestsFail, runbook: ["Look.", "Roll back."] } },
    }).values();
    expect(file.groups[0].rules[0].annotations.recommendation).toBe("1. Look.\n2. Roll back.");
  });

  test("say which declarations they come from", () => {
    const slos = {
      availability: { objective: "99.9%", errors: "http_requests_total", total: "http_requests_total", owner: "music" },
    };
    const origins = rules(compiled({ slos }).program).map((file) => [file.path, file.origins, file.kind]);
    expect(origins).toEqual([
      ["prometheus/rules/alerts.yaml", ["alerts/RequestsFail"], "prometheus-rules"],
      ["prometheus/rules/slo-availability.yaml", ["slos/availability"], "prometheus-rules"],
    ]);
  });
});

describe("scrapes", () => {
  test("give what they read the tenant's label and the job's name, and read tokens from files", () => {
    const scrapes = {
      api: {
        targets: ["api:9100", "[::1]:9100"],
        interval: "5s",
        scheme: "https",
        bearerToken: { secret: "scrape/api" },
      },
      hub: { targets: ["hub:9100"], path: "/m" },
    };
    const [file] = scrape(compiled({ scrapes }).program);
    expect(file).toMatchObject({ path: "prometheus/scrape/scrape.yaml", kind: "prometheus-scrape" });
    expect(file?.origins).toEqual(["scrapes/api", "scrapes/hub"]);
    expect(parse(file?.content ?? "")).toEqual({
      scrape_configs: [
        {
          job_name: "acme/api",
          scrape_interval: "5s",
          scrape_timeout: "5s",
          metrics_path: "/metrics",
          scheme: "https",
          authorization: { type: "Bearer", credentials_file: "/etc/prometheus/secrets/scrape/api" },
          static_configs: [{ targets: ["api:9100", "[::1]:9100"], labels: { tenant: "acme" } }],
          relabel_configs: [{ target_label: "job", replacement: "api" }],
        },
        {
          job_name: "acme/hub",
          scrape_interval: "30s",
          scrape_timeout: "10s",
          metrics_path: "/m",
          scheme: "http",
          static_configs: [{ targets: ["hub:9100"], labels: { tenant: "acme" } }],
          relabel_configs: [{ target_label: "job", replacement: "hub" }],
        },
      ],
    });
  });

  test("are no file where there are none", () => expect(scrape(compiled().program)).toEqual([]));
});

test("nothing is watched of a tenant that declares only metrics", () => {
  const { found } = compiled({ metrics: base.metrics, alerts: {} });
  expect(found).toEqual(["tenant/empty tenant"]);
});
