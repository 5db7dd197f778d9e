import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { load } from "js-yaml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { program } from "../../../test/fixtures/program.ts";
import { amtool, missing } from "../../../test/judges/tools.ts";
import { goString, verbatim } from "./go-template.ts";
import { NOTIFICATION_TEMPLATES, ownTemplates } from "./templates.ts";

const files = NOTIFICATION_TEMPLATES.map((path) => readFileSync(path, "utf8"));
const { environment } = program;
const title = 'Acme <b>"{{ .Music }}"</b> @tenant $& \\';

test("templates are named after their owner, in their definitions and their calls", () => {
  const text = ownTemplates({ name: "acme-eu", title: "Acme", label: "tenant" }, environment, files);
  const names = [...text.matchAll(/\{\{ (?:define|template) "([^"]*)"/g)].map(([, name]) => name?.split(".")[0]);
  expect(names.length).toBeGreaterThan(60);
  expect(new Set(names)).toEqual(new Set(["acme-eu"]));
  expect(text).not.toMatch(/@(tenant|title|label|environment|alertmanager|grafana)/);
});

test("a name that could be code in a template is refused", () => {
  for (const name of ['a" }}{{ .', "a.b", "", "ä", "a b"]) {
    expect(() => ownTemplates({ name, title: "", label: "" }, environment, files), name).toThrow(JSON.stringify(name));
  }
});

test("half a surrogate pair, which Go can't read, becomes the replacement character", () => {
  expect(goString("a\ud800b")).toBe('"a\uFFFDb"');
});

test("a text without braces needs no quoting", () => {
  expect(verbatim("#music {x}")).toBe("#music {x}");
});

const hostile = 'pl<a>yer & "co" + \\ <!channel> {{ .Values }} ü😀 a|b';
const at = { startsAt: "2026-01-05T09:00:00Z", endsAt: "2026-01-05T10:00:00Z" };
const labels = { tenant: "acme", alertname: "ErrorRatioHigh", severity: "page", team: "music" };
const annotations = {
  summary: "Requests fail",
  runbook_url: "https://runbooks.example/acme/ErrorRatioHigh",
  dashboard_url: "https://grafana.example/d/x?var-a=1&b=2",
  recommendation: "Look at the last deployment.",
};

function alert(service: string, status = "firing"): object {
  const description = `${service} fails 2% of its requests.`;
  const generatorURL = "https://prometheus.example/graph?g0.expr=x";
  return { status, labels: { ...labels, service }, annotations: { ...annotations, description }, generatorURL, ...at };
}

const data = {
  receiver: "acme/music",
  status: "firing",
  externalURL: "http://host:9093",
  groupLabels: { tenant: "acme", alertname: "ErrorRatioHigh" },
  commonLabels: labels,
  commonAnnotations: annotations,
  alerts: [alert(hostile), alert("search", "resolved")],
};
const several = (services: readonly string[], status: string) => ({
  ...data,
  status,
  commonAnnotations: {},
  alerts: services.map((one) => ({ ...alert(one, status), annotations: { summary: `${one} is <down>` } })),
});
const bareAlert = (status: string) => ({ status, labels: {}, annotations: {}, ...at });
const notifications = {
  full: data,
  resolved: { ...data, status: "resolved", alerts: [alert("player", "resolved")] },
  ticket: { ...data, commonLabels: { ...labels, severity: "ticket" } },
  many: { ...data, alerts: Array.from({ length: 23 }, (_, index) => alert(`s${index}`)) },
  several: several(["a", "b", "c"], "firing"),
  severalResolved: several(["a", "b"], "resolved"),
  colons: { ...data, commonAnnotations: { recommendation: "Note: this" }, alerts: [alert("replica: down, it")] },
  bare: { ...data, commonLabels: {}, commonAnnotations: {}, alerts: [bareAlert("firing"), bareAlert("resolved")] },
};
type Notification = keyof typeof notifications;

/** What a text is in YAML. */
function inYaml(text: string): "text" | "something else" {
  try {
    return typeof load(text) === "string" ? "text" : "something else";
  } catch {
    return "text";
  }
}

const texts = ["slack.color", "slack.title", "slack.text", "slack.footer", "email.subject", "email.text"]
  .concat(["description", "severity", "recommendation", "firing", "resolved"].map((name) => `pagerduty.${name}`))
  .concat(["runbook", "dashboard", "silence", "team", "environment"]);

const amtoolMissing = missing("amtool");

describe.skipIf(amtoolMissing)("rendered by Alertmanager's own templates", () => {
  const folder = mkdtempSync(join(tmpdir(), "templates-"));

  beforeAll(() => {
    for (const [name, value] of Object.entries(notifications)) {
      writeFileSync(join(folder, `${name}.json`), JSON.stringify(value));
    }
    for (const name of ["acme", "acme-eu", "organisation"]) {
      const owner = { name, title: name === "acme" ? title : name, label: "tenant" };
      writeFileSync(join(folder, `${name}.tmpl`), ownTemplates(owner, environment, files));
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function renderText(text: string, notification: Notification = "full", type = "text"): Promise<string> {
    const glob = `--template.glob=${join(folder, "*.tmpl")}`;
    const input = `--template.data=${join(folder, `${notification}.json`)}`;
    const kind = `--template.type=${type}`;
    const { status, stdout, stderr } = await amtool([
      "template",
      "render",
      glob,
      input,
      kind,
      `--template.text=${text}`,
    ]);
    expect(status, stderr).toBe(0);
    return stdout;
  }

  const render = (name: string, notification: Notification = "full") =>
    renderText(`{{ template "acme.${name}" . }}`, notification);
  const page = (notification: Notification) => renderText('{{ template "acme.email.html" . }}', notification, "html");

  test("nothing is missing in any text, whatever the alerts lack", async () => {
    for (const notification of ["full", "resolved", "many", "bare"] as const) {
      const all = texts.map((name) => `[${name}]{{ template "acme.${name}" . }}`).join("");
      const rendered = `${await renderText(all, notification)}${await page(notification)}`;
      expect(rendered, notification).not.toMatch(/no value|ZgotmplZ|"@/);
      expect(rendered, notification).not.toMatch(/href="[^h]|href=""|<\||: {2}·/);
      expect(rendered, notification).toContain(title);
    }
  });

  test("Slack's title says how urgent it is and what happens", async () => {
    expect(await render("slack.title")).toBe("PAGE: Requests fail");
    expect(await render("slack.title", "many")).toBe("PAGE: Requests fail (23 firing)");
    expect(await render("slack.title", "resolved")).toBe("RESOLVED: Requests fail");
    expect(await render("slack.title", "bare")).toBe("ALERT: An alert");
    expect(await render("slack.title", "several")).toBe("PAGE: a is &lt;down&gt;, and 2 more");
    expect(await render("slack.title", "severalResolved")).toBe("RESOLVED: a is &lt;down&gt;, and 1 more");
    expect(await render("slack.footer")).toBe(
      'ErrorRatioHigh · music · Acme &lt;b&gt;"{{ .Music }}"&lt;/b&gt; @tenant $&amp; \\, production',
    );
  });

  test("colours tell severities apart", async () => {
    const colours = (["full", "ticket", "bare", "resolved"] as const).map((name) => render("slack.color", name));
    expect(await Promise.all(colours)).toEqual(["danger", "warning", "#439fe0", "good"]);
  });

  test("Slack's text escapes what Slack would act on: each alert, what to do, links, what is resolved", async () => {
    const lines = (await render("slack.text")).split("\n");
    expect(lines).toEqual([
      'pl&lt;a&gt;yer &amp; "co" + \\ &lt;!channel&gt; {{ .Values }} ü😀 a|b fails 2% of its requests.',
      expect.stringMatching(/^service=pl&lt;a&gt;yer .* a\|b · <https:\/\/prometheus.*\|Query> · <https:.*\|Silence>$/),
      "*Do first:*",
      "Look at the last deployment.",
      "<https://runbooks.example/acme/ErrorRatioHigh|Runbook> · <https://grafana.example/d/x?var-a=1&amp;b=2|Dashboard>",
      "*Resolved:*",
      "service=search · lasted 1h0m0s",
      "",
    ]);
    expect(await render("slack.text", "resolved")).toBe("service=player · lasted 1h0m0s\n");
  });

  test("Slack's text shows ten alerts and says how many there are", async () => {
    const text = await render("slack.text", "many");
    expect(text.match(/fails 2%/g)).toHaveLength(10);
    expect(text.match(/Do first/g)).toHaveLength(1);
    expect(text).toContain("10 of 23 are shown, all are in <https://alertmanager.acme.example|Alertmanager>.");
  });

  test("the link to a silence carries every label as it is", async () => {
    const text = await render("slack.text");
    const link = /<([^>]*)\|Silence>/.exec(text)?.[1] ?? "";
    const sorted = Object.entries({ ...labels, service: hostile }).sort(([a], [b]) => (a < b ? -1 : 1));
    const expected = sorted.map(([name, value]) => `${name}=${JSON.stringify(value)}`);
    const filter = `{${expected.join(",")}}`;
    expect(decodeURIComponent(link)).toBe(`https://alertmanager.acme.example/#/silences/new?filter=${filter}`);
    const href = /<a href="([^"]*silences[^"]*)"/.exec(await page("full"))?.[1] ?? "";
    expect(decodeURIComponent(href)).toBe(decodeURIComponent(link));
  });

  test("the e-mail has a subject, a page without foreign markup, and the same as text", async () => {
    expect(await render("email.subject", "many")).toBe(`[page] Requests fail (23 firing) - ${title}, production`);
    expect(await render("email.subject", "several")).toBe(`[page] a is <down>, and 2 more - ${title}, production`);
    const html = await page("full");
    expect(html).toContain("<title>[page] Requests fail - Acme &lt;b&gt;");
    const escaped = "pl&lt;a&gt;yer &amp; &#34;co&#34; &#43; \\ &lt;!channel&gt; {{ .Values }} ü😀 a|b";
    expect(html).toContain(`${escaped} fails 2% of its requests.</p>`);
    expect(html).toContain(`service=${escaped}<br>`);
    expect(html).not.toContain("<a>");
    expect(html).toContain('<a href="https://grafana.example/d/x?var-a=1&amp;b=2">Dashboard</a>');
    expect(html).toContain("from 2026-01-05 09:00:00 to 2026-01-05 10:00:00 UTC");
    const text = await render("email.text");
    expect(text).toContain(`${hostile} fails 2% of its requests.\n  alertname=ErrorRatioHigh\n`);
    expect(text).toContain(
      "\n\nDo first:\nLook at the last deployment.\n\nResolved\n\nsearch fails 2% of its requests.\n",
    );
    expect(text).toContain("  from 2026-01-05 09:00:00 to 2026-01-05 10:00:00 UTC, 1h0m0s\n");
    expect(text).toContain("Runbook:   https://runbooks.example/acme/ErrorRatioHigh\nDashboard: https://grafana");
    expect(await render("email.text", "bare")).toMatch(/\nDashboard: https:\/\/grafana.acme.example\n$/);
  });

  test("PagerDuty gets one of its four severities and the list of alerts", async () => {
    const severities = (["full", "ticket", "bare"] as const).map((name) => render("pagerduty.severity", name));
    expect(await Promise.all(severities)).toEqual(["critical", "warning", "error"]);
    expect(await render("pagerduty.description")).toBe(`Requests fail · ${title}, production`);
    expect(await render("pagerduty.recommendation")).toBe("Do first\nLook at the last deployment.");
    expect(await render("pagerduty.firing")).toContain(`1 alert\n${hostile} fails 2% of its requests.\n  alertname=`);
    expect(await render("pagerduty.resolved")).toMatch(/^1 alert\n.* {2}service=search\n.* {2}lasted 1h0m0s\n$/s);
  });

  test("no detail for PagerDuty is YAML of anything but a text, which Alertmanager would send as a table", async () => {
    const details = ["recommendation", "firing", "resolved"].map((name) => `pagerduty.${name}`).concat("environment");
    for (const notification of ["full", "resolved", "bare", "colons"] as const) {
      for (const name of details) {
        const text = await render(name, notification);
        expect(inYaml(text), `${name} of ${notification}: ${text}`).toBe("text");
      }
    }
  });

  test("any text of an author comes out as it went in", async () => {
    const unit = fc.constantFrom(..."{}{}\"\\`'<>&$%.-/*\n\t\r\0\u007f\u2028\ufeff", "ü", "😀", "template", " ");
    const samples = fc.sample(fc.oneof(fc.string({ unit }), fc.string({ unit: "binary" })), { numRuns: 300, seed: 1 });
    const all = samples
      .map((sample) => `{{ ${goString(sample)} }}|||${verbatim(sample).replaceAll("\0", "")}`)
      .join("|||");
    const expected = samples.flatMap((sample) => [
      sample,
      sample.includes("{{") ? sample : sample.replaceAll("\0", ""),
    ]);
    expect((await renderText(all)).split("|||")).toEqual(expected);
  });
});
