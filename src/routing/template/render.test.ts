import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { amtool, missing } from "../../../test/judges/tools.ts";
import { dataOf, type Notified } from "./data.ts";
import { Unrendered } from "./functions.ts";
import { parseTemplate } from "./parse.ts";
import { render } from "./render.ts";

const HOSTILE = [
  'say "hi" \\ <b>&amp;</b>',
  "two\nlines\ttabs\r\u0007\u0000\u007f",
  "🙂 é ü \u200b \ufeff \u{1f600}",
  "a+b c%20d/e?f=g&h~'()*!",
  "${1} $x {{ .Status }}",
  "",
];

const NOTIFIED: Notified = {
  receiver: "acme/room",
  groupLabels: { alertname: "Odd" },
  externalURL: "https://alertmanager.example.com",
  alerts: HOSTILE.map((value, index) => ({
    status: index % 3 === 2 ? ("resolved" as const) : ("firing" as const),
    labels: { alertname: "Odd", "é label": value, zone: `z${index}`, Zone: "Z", severity: "page" },
    annotations: { summary: value, same: "the same" },
    startsAt: Date.UTC(2026, 0, 5, 12, 0, index),
    endsAt: Date.UTC(2026, 0, 5, 13 + index, 7, 9 * index),
    generatorURL: "https://prometheus.example.com/graph?g0.expr=up&g0.tab=1",
  })),
};

const TEXTS = [
  "{{ .Status | toUpper }} {{ .CommonLabels.severity }} {{ .CommonLabels.missing }}. {{ len .Alerts }} {{ .Receiver }} {{ .ExternalURL }}",
  '{{ range $i, $a := .Alerts }}{{ if $i }}; {{ end }}{{ $i }} {{ $a.Status }} {{ range $a.Labels.SortedPairs }}{{ .Name }}={{ printf "%q" .Value }} {{ end }}{{ end }}',
  '{{ range .Alerts }}{{ urlquery .Annotations.summary }}|{{ .Annotations.summary | urlquery | reReplaceAll "[+]" "%20" }}|{{ printf "%s %v %d%%" .Status .Labels.zone 7 }}\n{{ end }}',
  '{{ range .Alerts.Resolved }}{{ .StartsAt.UTC.Format "2006-01-02 15:04:05" }} to {{ .EndsAt.UTC.Format "02.01.2006 15:04" }}: {{ (.EndsAt.Sub .StartsAt).Round 1000000000 }}\n{{ end }}',
  "{{ range .Alerts.Firing }}{{ (.EndsAt.Sub .StartsAt).Round 1000000000 }} {{ end }}",
  "{{ with index .Alerts 0 }}{{ .Labels.alertname }}{{ else }}none{{ end }}{{ with .CommonAnnotations.summary }}never{{ else }}differs{{ end }}{{ len (slice .Alerts 1) }}",
  '{{ (.CommonLabels.Remove (stringSlice "severity" "Zone")).Names | join ", " }} {{ range .CommonLabels.SortedPairs }}{{ .Name }} {{ end }}',
  '{{ define "t" }}[{{ . }}{{ if eq $ "a" "b" }}!{{ end }}]{{ end }}{{ template "t" "b" }}{{ template "t" .Status }}{{ $x := "y" }}{{ if and $x (not false) }}{{ $x }}{{ end }}{{ or "" $x "z" }}{{ and "" $x }}',
  'a  {{- /* note */ -}}  b {{ if gt (len .Alerts) 3 }}many{{ else if lt 1 2 }}few{{ end }} {{ ne 1 2 }} {{ le 2 2 }} {{ ge 1 2 }} {{ match "^a.c$" "abc" }} {{ trimSpace "  x " }} {{ toLower "AÉ" }}',
  '{{ range $.Alerts.Firing }}{{ .Annotations.summary | reReplaceAll "&" "&amp;" | reReplaceAll "<" "&lt;" }}{{ .GeneratorURL }}{{ len .Annotations.summary }}{{ end }}',
];

const MARK = "\u0001";

function ours(text: string): string {
  const { main, defined } = parseTemplate(text);
  return render(main, defined, dataOf(NOTIFIED));
}

describe.skipIf(missing("amtool"))("amtool", () => {
  test("renders the same, with values that mean something elsewhere", async () => {
    const folder = mkdtempSync(join(tmpdir(), "monitorgen-render-"));
    const file = join(folder, "data.json");
    const { alerts, ...rest } = NOTIFIED;
    const iso = (time = 0) => new Date(time).toISOString();
    const common = {
      commonLabels: { alertname: "Odd", Zone: "Z", severity: "page" },
      commonAnnotations: { same: "the same" },
    };
    const shown = alerts.map((one) => ({ ...one, startsAt: iso(one.startsAt), endsAt: iso(one.endsAt) }));
    writeFileSync(file, JSON.stringify({ ...rest, ...common, status: "firing", alerts: shown }));
    const { stdout, stderr } = await amtool([
      "template",
      "render",
      `--template.glob=${folder}/*.tmpl`,
      `--template.text=${TEXTS.join(MARK)}`,
      `--template.data=${file}`,
    ]);
    rmSync(folder, { recursive: true, force: true });
    expect(stderr).toBe("");
    expect(TEXTS.map(ours).join(MARK)).toBe(stdout);
  });
});

test.each([
  "{{ .Alerts }}",
  "{{ .Nope }}",
  "{{ now }}",
  "{{ range 3 }}{{ end }}",
  '{{ template "nope" . }}',
  "{{ range .Alerts }}{{ break }}{{ end }}",
  "{{ $x := 1 }}{{ $x = 2 }}",
  '{{ printf "%x" 3 }}',
  '{{ reReplaceAll "(a)" "$1" "a" }}',
  '{{ lt "a" "b" }}',
  "{{ range .Alerts }}{{ .StartsAt.Unix }}{{ end }}",
])("what it can't do as Alertmanager does, it doesn't: %s", (text) => {
  expect(() => ours(text)).toThrow(Unrendered);
});
