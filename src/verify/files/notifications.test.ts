import { describe, expect, test } from "vitest";
import { foundInFiles } from "./judged.ts";

const CONFIG = `
route: { receiver: room }
receivers:
  - name: room
    slack_configs:
      - title: '{{ template "title" . }}'
        text: "{{ range .Alerts }}{{ .Annotations.summary }}{{ end }}"
`;
const TEXTS =
  '{{ define "title" }}{{ template "short" .CommonLabels }}{{ end }}\n{{ define "short" }}{{ .alertname }}{{ end }}\n';
const RULES = `
groups:
  - name: api
    rules:
      - alert: Busy
        expr: sum by (tenant, service) (rate(http_requests_total{tenant="acme"}[5m])) > 100
        labels: { severity: critical, tenant: acme }
        annotations: { summary: Too many requests }
`;

const found = (texts = TEXTS, config = CONFIG) =>
  foundInFiles({ "alertmanager.yaml": config, "texts.tmpl": texts, "rules.yaml": RULES }).filter((one) =>
    /MG280[78]|MG263/.test(one),
  );

test("texts that can be filled in, and are used, are right", () => expect(found()).toEqual([]));

describe("what is told of templates", () => {
  test.each([
    [
      "that nobody calls",
      `${TEXTS}{{ define "spare" }}{{ end }}`,
      CONFIG,
      "MG2631 no receiver's text calls 'spare', by itself or through another",
    ],
    [
      "that don't exist",
      TEXTS.replace('define "short"', 'define "shorter"'),
      CONFIG,
      "MG2807 there is no template 'short'; there are title and shorter",
    ],
    [
      "that are called with nothing",
      TEXTS,
      CONFIG.replace('"title" . }}', '"title" }}'),
      "MG2807 nothing, as the template is called without a value has no field 'CommonLabels'",
    ],
    [
      "with a field of another thing",
      TEXTS,
      CONFIG.replace(".Annotations.summary", ".CommonAnnotations.summary"),
      "MG2807 there is no field 'CommonAnnotations'",
    ],
    [
      "with a field that doesn't exist, deep down",
      TEXTS.replace(".CommonLabels }}", ". }}"),
      CONFIG,
      "MG2807 there is no field 'alertname'",
    ],
    [
      "with a slip in a label",
      TEXTS.replace(".alertname", ".alertnam"),
      CONFIG,
      "MG2808 no alert has a label 'alertnam'",
    ],
    [
      "with a slip in an annotation",
      TEXTS,
      CONFIG.replace(".Annotations.summary", ".Annotations.sumary"),
      "MG2808 no alert has an annotation 'sumary'",
    ],
    ["that never end", TEXTS.replace("{{ end }}\n{{ define", "\n{{ define"), CONFIG, "MG2807 an {{ end }} is missing"],
  ])("%s", (_, texts, config, told) => {
    expect(found(texts, config)).toEqual(expect.arrayContaining([expect.stringContaining(told)]));
  });
});
