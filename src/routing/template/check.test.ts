import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { amtool, missing } from "../../../test/judges/tools.ts";
import { calledBy, checkTemplate } from "./check.ts";
import { parseTemplate } from "./parse.ts";

function problems(
  text: string,
  known: { readonly labels?: readonly string[]; readonly annotations?: readonly string[] } = {},
) {
  const { defined, main } = parseTemplate(text);
  return checkTemplate(main, { defined, ...known }).map(
    ({ problem, span }) => `${problem}: ${text.slice(span.start, span.end)}`,
  );
}

const RIGHT: readonly string[] = [
  "{{ .Status | }}",
  "{{ .Status | toUpper }} {{ .CommonLabels.anything }} {{ .CommonAnnotations.summary }}",
  "{{ range .Alerts }}{{ .Labels.job }}{{ .StartsAt.UTC.Format `15:04` }}{{ (.EndsAt.Sub .StartsAt).Round 1000000000 }}{{ end }}",
  "{{ range $i, $a := .Alerts.Firing }}{{ if $i }}, {{ end }}{{ $a.Labels.alertname }}{{ $.Receiver }}{{ else }}none{{ end }}",
  "{{ with index .Alerts 0 }}{{ .Annotations.summary }}{{ end }}{{ len (slice .Alerts 1) }}",
  '{{ define "a" }}{{ .Labels.job }}{{ end }}{{ range .Alerts }}{{ template "a" . }}{{ end }}',
  '{{ template "slack.default.title" . }}{{ template "__subject" . }}',
  '{{ $x := .Status }}{{ $x = "y" }}{{ if and (eq $x "a") (not .Alerts) }}{{ else if .Alerts }}{{ $x }}{{ end }}',
  '{{ (.CommonLabels.Remove (stringSlice "a")).SortedPairs.Values | join ", " }}{{ range .CommonLabels.SortedPairs }}{{ .Name }}{{ end }}',
  "a {{- /* not {{ here }} */ -}} b {{- 1 -}} {{ 'x' }} {{ 0x1F }} {{ -1.5 }} {{ true }}",
  '{{ block "b" .Alerts.Firing }}{{ range . }}{{ .Status }}{{ break }}{{ end }}{{ end }}',
  '{{ .CommonLabels.SortedPairs }} {{ .Alerts.Firing | len }} {{ printf "%d" (len .GroupLabels.Names) }}',
];

const WRONG: readonly (readonly [string, readonly string[]])[] = [
  ["{{ .Statuss }}", ["unknown field: Statuss"]],
  ["{{ .Alerts.Fired }}", ["unknown field: Fired"]],
  ["{{ range .Alerts }}{{ .Label.job }}{{ end }}", ["unknown field: Label"]],
  ["{{ range $a := .Alerts.Firing }}{{ $a.Annotation.x }}{{ end }}", ["unknown field: Annotation"]],
  ["{{ with index .Alerts 0 }}{{ .Summary }}{{ end }}", ["unknown field: Summary"]],
  ['{{ define "a" }}{{ .Labels.job }}{{ end }}{{ template "a" . }}', ["unknown field: Labels"]],
  ['{{ define "a" }}{{ .Status }}{{ end }}{{ template "a" }}', ["unknown field: Status"]],
  ['{{ template "nope" . }}', ['unknown template: "nope"']],
  ["{{ .Status | toUper }}", ["unknown function: toUper"]],
  ["{{ $missing }}", ["unknown variable: $missing"]],
  ["{{ .Status.Length }}", ["unknown field: Length"]],
  ["{{ range .CommonLabels.SortedPairs }}{{ .Key }}{{ end }}", ["unknown field: Key"]],
  ["{{ range .Alerts }}{{ .StartsAt.Formt `15:04` }}{{ end }}", ["unknown field: Formt"]],
];

const BROKEN: readonly string[] = [
  "{{ if .Status }}open",
  "{{ .Status ",
  "{{ end }}",
  "{{ else }}",
  "{{ define x }}{{ end }}",
  "{{ (.Status }}",
  "{{ .Status ) }}",
  "{{ if }}{{ end }}",
  '{{ "open }}',
  "{{ # }}",
];

test.each(RIGHT)("%s is right", (text) => expect(problems(text)).toEqual([]));

test.each(WRONG)("%s asks for what isn't there", (text, found) => expect(problems(text)).toEqual(found));

test.each(BROKEN)("%s can't be read", (text) => expect(() => parseTemplate(text)).toThrow());

describe("labels and annotations", () => {
  const known = { labels: ["severity"], annotations: ["summary"] };

  test("that are known may be asked for, others are told", () => {
    expect(problems("{{ .CommonLabels.severity }}{{ .CommonAnnotations.summary }}", known)).toEqual([]);
    expect(problems("{{ .CommonLabels.sevrity }}{{ range .Alerts }}{{ .Annotations.sumary }}{{ end }}", known)).toEqual(
      ["unknown label: sevrity", "unknown annotation: sumary"],
    );
  });
});

test("templates are called directly and through others", () => {
  const { defined, main } = parseTemplate(
    '{{ define "a" }}{{ if . }}{{ template "b" }}{{ end }}{{ end }}{{ define "b" }}{{ end }}{{ define "c" }}{{ end }}{{ template "a" . }}',
  );
  expect([...calledBy([main], defined)]).toEqual(["a", "b"]);
});

describe.skipIf(missing("amtool"))("amtool", { timeout: 120_000 }, () => {
  const renders = async (text: string): Promise<boolean> => {
    const folder = mkdtempSync(join(tmpdir(), "monitorgen-template-"));
    const data = join(folder, "data.json");
    const alert = { status: "firing", labels: { job: "a" }, annotations: {}, startsAt: "2026-01-05T12:00:00Z" };
    const plain = { receiver: "r", status: "firing", alerts: [alert], commonLabels: { job: "a" } };
    writeFileSync(data, JSON.stringify(plain));
    const { status } = await amtool([
      "template",
      "render",
      `--template.glob=${folder}/*.tmpl`,
      `--template.text=${text}`,
      `--template.data=${data}`,
    ]);
    rmSync(folder, { recursive: true, force: true });
    return status === 0;
  };

  test("renders what is right, and refuses what we refuse", async () => {
    for (const text of RIGHT) expect([text, await renders(text)]).toEqual([text, true]);
    for (const text of BROKEN) expect([text, await renders(text)]).toEqual([text, false]);
    // Fields of nothing are printed as no value, and not refused.
    const refused = WRONG.filter(([text]) => !text.endsWith('{{ template "a" }}'));
    for (const [text] of refused) expect([text, await renders(text)]).toEqual([text, false]);
  });
});
