import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { missing, promtool } from "../../../test/judges/tools.ts";
import { textNode } from "../../dsl/text.ts";
import { parseText } from "../../program/text.ts";
import { annotation, formatOf, HUMANIZED } from "./annotation.ts";
import { expand } from "./tests/expand.ts";

describe("a text becomes a template of Prometheus:", () => {
  test.each([
    ["Requests fail", "Requests fail"],
    ["${service} fails ${value}", "{{ $labels.service }} fails {{ $value | humanizePercentage }}"],
    ["a {{ .Value }} b", 'a {{ "{{" }} .Value }} b'],
    ["{${service}}", '{{ "{" }}{{ $labels.service }}}'],
    ["{{{${service}", '{{ "{{" }}{{ "{" }}{{ $labels.service }}'],
    ["{{${service}", '{{ "{{" }}{{ $labels.service }}'],
    ["open {", "open {"],
  ])("%s", (text, expected) => expect(annotation(parseText(text), "ratio")).toBe(expected));

  test.each([
    ["ratio", "{{ $value | humanizePercentage }}"],
    ["seconds", "{{ $value | humanizeDuration }}"],
    ["bytes", "{{ $value | humanize1024 }}B"],
    ["bytes/s", "{{ $value | humanize1024 }}B/s"],
    ["requests/s", `${HUMANIZED}/s`],
    ["EUR", HUMANIZED],
    ["", HUMANIZED],
  ])("a value of %j", (unit, expected) => {
    expect(annotation([{ value: true }], unit)).toBe(expected);
    expect(expected).toContain(formatOf(unit).through);
  });
});

const folder = mkdtempSync(join(tmpdir(), "monitorgen-annotation-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Texts that look like templates, quoted, escaped and broken in every way that an author may come upon.
const piece = fc.oneof(
  fc.constantFrom(
    "{",
    "{{",
    "}}",
    "}",
    "$",
    "${",
    "$$",
    '"',
    "'",
    "`",
    "\\",
    "%",
    "\n",
    "{{ $value }}",
    "{{/*",
    "-}}",
    "{{- ",
  ),
  fc.constantFrom("{{ $labels.service }}", "Requests fail", "ä", "日本", "&lt;", "# no comment", ": ", "- "),
  fc.constantFrom("service", "value").map((placeholder) => ({ placeholder })),
);
const texts = fc.sample(fc.array(piece, { minLength: 1, maxLength: 8 }), { seed: 5, numRuns: 250 });

const VALUES: Readonly<Record<string, string>> = { service: 'pl"a{{ $value }}yer', value: "50%" };
const shown = (pieces: (typeof texts)[number]) =>
  pieces.map((one) => (typeof one === "string" ? one : VALUES[one.placeholder])).join("");
const written = (pieces: (typeof texts)[number]) =>
  textNode((given: Readonly<Record<string, unknown>>) =>
    pieces.map((one) => (typeof one === "string" ? one : `${given[one.placeholder]}`)).join(""),
  );

describe.skipIf(missing("promtool"))("to promtool", () => {
  test("whatever an author writes is shown as it was written", async () => {
    const rules = texts.map((pieces, index) => ({
      alert: `A${index}`,
      expr: "m > 0",
      annotations: { text: annotation(parseText(String(written(pieces).text)), "ratio") },
    }));
    const labels = { service: VALUES.service };
    const suite = {
      rule_files: ["rules.json"],
      evaluation_interval: "1m",
      tests: [
        {
          interval: "1m",
          input_series: [{ series: `m{service=${JSON.stringify(labels.service)}}`, values: "0.5x3" }],
          alert_rule_test: texts.map((pieces, index) => ({
            eval_time: "1m",
            alertname: `A${index}`,
            exp_alerts: [{ exp_labels: labels, exp_annotations: { text: shown(pieces) } }],
          })),
        },
      ],
    };
    await accepted(rules, suite);
  });

  test.each([
    [0.2017, "0.2017"],
    [-0.03363, "-0.03363"],
    [0, "0"],
    [0.99999, "1"],
    [5.0451, "5.045"],
    [-20_000, "-20k"],
    [1_234_567, "1.235M"],
  ])("a value of %d is %s, and so our own tests of alerts expect it", async (value, expected) => {
    const text = annotation([{ value: true }], "");
    const rules = [{ alert: "A", expr: "m > -1e9", annotations: { text } }];
    const exp_alerts = [{ exp_labels: {}, exp_annotations: { text: expected } }];
    const input_series = [{ series: "m", values: `${value}x3` }];
    const alert_rule_test = [{ eval_time: "1m", alertname: "A", exp_alerts }];
    const tests = [{ interval: "1m", input_series, alert_rule_test }];
    await accepted(rules, { rule_files: ["rules.json"], evaluation_interval: "1m", tests });
    expect(expand(text, {}, value)).toBe(expected);
  });
});

async function accepted(rules: readonly object[], suite: object): Promise<void> {
  writeFileSync(join(folder, "rules.json"), JSON.stringify({ groups: [{ name: "g", rules }] }));
  writeFileSync(join(folder, "tests.json"), JSON.stringify(suite));
  const { status, stdout, stderr } = await promtool(["test", "rules", "tests.json"], { cwd: folder });
  expect(`${stderr}${stdout}`.slice(0, 2000)).toContain("SUCCESS");
  expect(status).toBe(0);
}
