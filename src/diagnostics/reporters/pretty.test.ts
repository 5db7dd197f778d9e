import { expect, test } from "vitest";
import { diagnostic, kind, type Position, type Severity } from "../diagnostic.ts";
import { counts, pretty } from "./pretty.ts";

const FILE = "tenants/acme/alerts.ts";

function found(
  at: Partial<Position>,
  more: { name?: `${string}/${string}`; severity?: Severity; suggestion?: string } = {},
) {
  const { name = "alert/impossible-bound", severity = "error", suggestion } = more;
  const impossible = kind<object>({
    code: "MG2104",
    name,
    severity,
    title: "alert can never fire",
    reason: () => "a ratio stays within 0 and 1, the condition asks for more than 1.2",
    suggestion: () => suggestion,
  });
  return diagnostic(impossible, { file: FILE, line: 1, column: 1, ...at }, {});
}

function shown(text: string, at: Partial<Position>, more: Parameters<typeof found>[1] = {}, width = 100): string {
  return pretty([found(at, more)], { color: false, width, sources: new Map([[FILE, text]]) });
}

/** The excerpt's two lines. */
function excerptOf(text: string, at: Partial<Position>, more: Parameters<typeof found>[1] = {}, width = 100): string[] {
  return shown(text, at, more, width).split("\n").slice(1, 3);
}

test("a finding shows what, where, the line with carets, why, and what to type", () => {
  const source = `${"\n".repeat(40)}  when: errorRatio.by("service").above("120%"),\n`;
  expect(
    shown(source, { line: 41, column: 34, endLine: 41, endColumn: 47 }, { suggestion: 'did you mean above("1.2%")?' }),
  ).toBe(
    `error MG2104  alert can never fire                                      tenants/acme/alerts.ts:41:34
  41 │   when: errorRatio.by("service").above("120%"),
     │                                  ^^^^^^^^^^^^^
  a ratio stays within 0 and 1, the condition asks for more than 1.2
  did you mean above("1.2%")?   ·   monitorgen explain MG2104

1 error
`,
  );
});

test("findings are sorted and counted", () => {
  const all = [
    found({ line: 2 }),
    found({ line: 1, column: 5 }, { severity: "warning" }),
    found({ line: 1 }, { severity: "info" }),
    found({ line: 3 }),
  ];
  const lines = pretty(all, { color: false, sources: new Map([[FILE, "first line\nsecond\nthird"]]) }).split("\n");
  expect(lines.filter((line) => line.includes("MG2104  "))).toEqual([
    expect.stringMatching(/^info .*:1:1$/),
    expect.stringMatching(/^warning .*:1:5$/),
    expect.stringMatching(/^error .*:2:1$/),
    expect.stringMatching(/^error .*:3:1$/),
  ]);
  expect(lines.at(-2)).toBe("2 errors, 1 warning, 1 note");
  expect(counts([])).toBe("");
  expect(pretty([], { color: true, sources: new Map() })).toBe("");
});

test("a folder has no line and no excerpt; a position that doesn't fit comes after two spaces", () => {
  const text = pretty([found({ file: "tenants/acme" })], { color: false, width: 20, sources: new Map() });
  expect(text.split("\n").slice(0, 2)).toEqual([
    "error MG2104  alert can never fire  tenants/acme",
    "  a ratio stays within 0 and 1, the",
  ]);
});

test("reasons and suggestions are as wide as the terminal; what doesn't fit beside the suggestion comes below", () => {
  const lines = (width: number) =>
    shown("x", {}, { suggestion: "choose a bound that is lower than 1" }, width).split("\n").slice(3, -3);
  expect(lines(100)).toEqual([
    "  a ratio stays within 0 and 1, the condition asks for more than 1.2",
    "  choose a bound that is lower than 1   ·   monitorgen explain MG2104",
  ]);
  expect(lines(50)).toEqual([
    "  a ratio stays within 0 and 1, the condition asks",
    "  for more than 1.2",
    "  choose a bound that is lower than 1",
    "  monitorgen explain MG2104",
  ]);
});

test("colours only if asked", () => {
  const sources = new Map([[FILE, "x"]]);
  expect(pretty([found({})], { color: false, sources })).not.toContain("\u001b");
  expect(pretty([found({})], { color: true, sources })).toContain(
    "\u001b[1;31merror\u001b[0m \u001b[1mMG2104\u001b[0m",
  );
});

test("a range over several lines is marked to the end of its first", () => {
  expect(excerptOf("a: [\n  1\n]", { column: 4, endLine: 3, endColumn: 2 })).toEqual(["  1 │ a: [", "    │    ^"]);
  expect(excerptOf("abc", { column: 4 })).toEqual(["  1 │ abc", "    │    ^"]);
  expect(excerptOf("abc", { column: 2, endLine: 1, endColumn: 2 })).toEqual(["  1 │ abc", "    │  ^"]);
});

test("an empty line is left out", () => {
  expect(shown("\n\n", { line: 2 }).split("\n")[1]).toMatch(/^ {2}a ratio/);
});

test("tabs, wide characters and what acts on terminals are shown as what they are", () => {
  expect(excerptOf("\tx\r\n", { column: 2 })).toEqual(["  1 │   x", "    │   ^"]);
  expect(excerptOf("界é\u0301😀x", { column: 6, endColumn: 7, endLine: 1 })).toEqual([
    "  1 │ 界é\u0301😀x",
    "    │      ^",
  ]);
  expect(excerptOf("a\u202e\u001b[31mb", { column: 2, endColumn: 3, endLine: 1 })).toEqual([
    "  1 │ a\\u{202e}\\u{1b}[31mb",
    "    │  ^^^^^^^^",
  ]);
  const text = pretty([found({ file: "tenants/\u001b[2J" })], { color: false, sources: new Map() });
  expect(text).toContain("tenants/\\u{1b}[2J");
});

test("long lines are cut around the marks, and never wider than the terminal", () => {
  const line = `${"a".repeat(300)}HERE${"b".repeat(300)}`;
  const [text = "", marks = ""] = excerptOf(line, { column: 301, endColumn: 305, endLine: 1 }, {}, 80);
  expect(text.length).toBeLessThanOrEqual(80);
  expect(text).toMatch(/^ {2}1 │ … a+HEREb+ …$/);
  expect(text.indexOf("HERE")).toBe(marks.indexOf("^^^^"));
  const [whole = "", all = ""] = excerptOf(line, { column: 1, endColumn: 605, endLine: 1 }, {}, 80);
  expect(whole.length).toBeLessThanOrEqual(80);
  expect(all.trimEnd().length).toBeLessThanOrEqual(80);
  const [end = ""] = excerptOf(line, { column: 604, endColumn: 605, endLine: 1 }, {}, 80);
  expect(end).toMatch(/^ {2}1 │ … b+$/);
});

test("of a line without end, what is marked is shown as soon as of any other", () => {
  const line = `${"é🎵".repeat(200_000)}HERE${"b".repeat(500_000)}`;
  const column = line.indexOf("HERE") + 1;
  const started = process.cpuUsage();
  for (let i = 0; i < 20; i++) {
    const [text = "", marks = ""] = excerptOf(line, { column, endColumn: column + 4, endLine: 1 }, {}, 80);
    expect(text).toMatch(/^ {2}1 │ … é?[🎵é]+HEREb+ …$/u);
    expect(marks).toContain("^^^^");
  }
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(1000);
});

test("a secret is dots, wherever its line is shown", () => {
  const line = 'token: "hunter2", room: "#music"';
  const secret = found({ column: 9, endLine: 1, endColumn: 16 }, { name: "secret/literal" });
  const other = found({ column: 19, endLine: 1, endColumn: 23 });
  const text = pretty([secret, other], { color: false, sources: new Map([[FILE, line]]) });
  expect(text).not.toContain("hunter2");
  expect(text.split("\n").filter((each) => /[│]/.test(each))).toEqual([
    '  1 │ token: "•••", room: "#music"',
    "    │         ^^^",
    '  1 │ token: "•••", room: "#music"',
    "    │               ^^^^",
  ]);
  expect(excerptOf("a: hunter2 # x", { column: 4 }, { name: "secret/literal" })[0]).toBe("  1 │ a: •••");
  const block = "key: |\n  hunter2\n  hunter3";
  expect(shown(block, { column: 6, endLine: 3, endColumn: 10 }, { name: "secret/literal" })).not.toContain("hunter");
});

test("what looks like a secret is dots in every excerpt, whoever's finding it is", () => {
  const shownOf = (file: string, line: string): string | undefined =>
    pretty([found({ file, column: 1, endLine: 1, endColumn: 2 })], { color: false, sources: new Map([[file, line]]) })
      .split("\n")
      .find((each) => each.includes("│"));
  expect(shownOf("a.ts", 'a: "AKIAIOSFODNN7EXAMPLE", b')).toBe('  1 │ a: "•••", b');
  expect(shownOf("a.ts", 'routingkey: "hunter2", room: "#a"')).toBe('  1 │ routingkey: "•••", room: "#a"');
  expect(shownOf("a.ts", 'webhook: secret("slack/acme"), token: other')).toContain(
    'secret("slack/acme"), token: other',
  );
  expect(shownOf("a.yaml", "{ web_hook: hunter2, room: x }")).toBe("  1 │ { web_hook: •••, room: x }");
  expect(shownOf("a.yaml", "password: 'hunter' # x")).toBe("  1 │ password: '•••' # x");
  expect(shownOf("a.yaml", "webhook: { secret: slack/acme }")).toBe("  1 │ webhook: { secret: slack/acme }");
});
