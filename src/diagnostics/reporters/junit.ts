import type { Diagnostic, Severity } from "../diagnostic.ts";
import { prettyEach } from "./pretty.ts";
import type { Found } from "./report.ts";
import { visible, visibleLine } from "./visible.ts";

/** Something that was looked at and is in order. */
export interface Passed {
  /** The tenant. */
  readonly suite: string;
  /** What it is: `alert`. */
  readonly group: string;
  readonly name: string;
}

interface TestCase {
  readonly suite: string;
  readonly group: string;
  readonly name: string;
  /** None where all is well. */
  readonly finding?: { readonly diagnostic: Diagnostic; readonly text: string };
}

const LONGEST_NAME = 200;

/**
 * What was looked at and what was found as JUnit's XML: a suite for each tenant, a failed test for each error, a passed one
 * with its text for each warning.
 */
export function junit(found: Found, passed: readonly Passed[]): string {
  const failing = prettyEach(found.diagnostics, { color: false, sources: found.sources }).map(caseOf);
  const cases = [...passed.filter((one) => !isTold(one, found.diagnostics)), ...numbered(failing)];
  const names = [...new Set(cases.map(({ suite }) => suite))].sort();
  const suites = names.map((suite) =>
    suiteOf(
      suite,
      cases.filter((one) => one.suite === suite),
    ),
  );
  const counts = countsOf(cases);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attributes({ name: "monitorgen", ...counts })}>\n${suites.join("")}</testsuites>\n`;
}

// What has a finding of its own is no passed test as well.
function isTold({ suite, name }: Passed, diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(
    ({ kind, at, data }) =>
      kind.severity === "error" && suiteNameOf(at.file) === suite && "alert" in data && data.alert === name,
  );
}

function caseOf({ diagnostic, text }: { readonly diagnostic: Diagnostic; readonly text: string }): TestCase {
  const { kind, at, reason } = diagnostic;
  return {
    suite: suiteNameOf(at.file),
    group: kind.name,
    name: visibleLine(`${kind.title}: ${reason}`, LONGEST_NAME),
    finding: { diagnostic, text },
  };
}

// Who compares two runs tells tests apart by their names, so no line stands in them.
function numbered(cases: readonly TestCase[]): readonly TestCase[] {
  const times = new Map<string, number>();
  return cases.map((one) => {
    const key = JSON.stringify([one.suite, one.group, one.name]);
    const time = (times.get(key) ?? 0) + 1;
    times.set(key, time);
    return time === 1 ? one : { ...one, name: `${one.name} (${time})` };
  });
}

/** The tenant that a file belongs to, `organisation`, or `output`. */
function suiteNameOf(file: string): string {
  const [, tenant, shared] = /(?:^|\/)tenants\/(?:([^/]+)\/|(organisation)\b)/.exec(file) ?? [];
  return tenant ?? shared ?? "output";
}

function suiteOf(name: string, cases: readonly TestCase[]): string {
  const counts = { ...countsOf(cases), errors: "0", skipped: "0" };
  return `  <testsuite${attributes({ name, ...counts })}>\n${cases.map(elementOf).join("")}  </testsuite>\n`;
}

function countsOf(cases: readonly TestCase[]): Readonly<Record<string, string>> {
  const failures = cases.filter(({ finding }) => finding?.diagnostic.kind.severity === "error").length;
  return { tests: String(cases.length), failures: String(failures) };
}

function elementOf({ suite, group, name, finding }: TestCase): string {
  const own = { classname: `${suite}.${group}`, name };
  if (finding === undefined) return `    <testcase${attributes(own)}/>\n`;
  const { at, kind, reason } = finding.diagnostic;
  const head = `    <testcase${attributes({ ...own, file: at.file, line: String(at.line) })}>\n`;
  const inner = outcome(kind.severity, { type: kind.code, message: visibleLine(reason, LONGEST_NAME) }, finding.text);
  return `${head}      ${inner}\n    </testcase>\n`;
}

function outcome(severity: Severity, of: Readonly<Record<string, string>>, text: string): string {
  const body = escaped(text);
  return severity === "error" ? `<failure${attributes(of)}>${body}</failure>` : `<system-out>${body}</system-out>`;
}

function attributes(all: Readonly<Record<string, string>>): string {
  return Object.entries(all)
    .map(([name, value]) => ` ${name}="${escaped(visible(value))}"`)
    .join("");
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? "");
}
