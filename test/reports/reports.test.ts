import fc from "fast-check";
import { marked, type Token } from "marked";
import { describe, expect, test } from "vitest";
import { type Diagnostic, diagnostic, kind, type Severity } from "../../src/diagnostics/diagnostic.ts";
import { github } from "../../src/diagnostics/reporters/github.ts";
import { gitlab } from "../../src/diagnostics/reporters/gitlab.ts";
import { json } from "../../src/diagnostics/reporters/json.ts";
import { junit } from "../../src/diagnostics/reporters/junit.ts";
import { markdown } from "../../src/diagnostics/reporters/markdown.ts";
import { pretty } from "../../src/diagnostics/reporters/pretty.ts";
import { below, type Found } from "../../src/diagnostics/reporters/report.ts";
import { sarif } from "../../src/diagnostics/reporters/sarif.ts";
import { visible } from "../../src/diagnostics/reporters/visible.ts";
import { commandsIn } from "./read-github.ts";
import { all, xml } from "./read-junit.ts";
import { shownMessage, wrongWith } from "./read-sarif.ts";

type Texts = { readonly reason: string; readonly suggestion?: string };

const CODES = { error: "MG9000", warning: "MG9001", info: "MG9002" } as const;

const kinds = (["error", "warning", "info"] as const).map((severity) =>
  kind<Texts>({
    code: CODES[severity],
    name: `test/${severity}`,
    severity,
    title: `a title of ${severity}`,
    reason: ({ reason }) => reason,
    suggestion: ({ suggestion }) => suggestion,
  }),
);

function found(severity: Severity, at: { file: string; line: number; column: number }, texts: Texts): Diagnostic {
  const kindOf = kinds.find((one) => one.severity === severity) ?? kinds[0];
  if (kindOf === undefined) throw new Error("there are kinds");
  const end = { endLine: at.line, endColumn: at.column + 2 };
  return diagnostic(kindOf, { ...at, ...end }, texts);
}

const options = { version: "1.2.3", page: (code: string) => `# ${code}\n` };

/** What each format says of findings: code and place of each, as its own readers see them. */
const readers: Readonly<Record<string, (found: Found) => readonly string[]>> = {
  pretty: (given) =>
    pretty(given.diagnostics, { color: false, sources: given.sources })
      .split("\n")
      .flatMap((line) => {
        const [, code, place] = /^(?:error|warning|info) (MG\d+) .* (\S+:\d+:\d+)$/.exec(line) ?? [];
        return code === undefined ? [] : [`${code} ${place}`];
      }),
  json: ({ diagnostics }) =>
    JSON.parse(json(diagnostics)).map(
      ({ code, file, line, column }: Record<string, string>) => `${code} ${visible(file ?? "")}:${line}:${column}`,
    ),
  github: ({ diagnostics }) =>
    commandsIn(github(diagnostics)).flatMap(({ properties: { file, line, col, title = "" } }) =>
      file === undefined ? [] : [`${title.split(" ")[0]} ${file}:${line}:${col}`],
    ),
  sarif: (given) =>
    JSON.parse(sarif(given, options)).runs[0].results.map(
      ({
        ruleId,
        locations: [{ physicalLocation }],
      }: {
        ruleId: string;
        locations: [{ physicalLocation: SarifPlace }];
      }) =>
        `${ruleId} ${decodeURIComponent(physicalLocation.artifactLocation.uri)}:${physicalLocation.region.startLine}:${physicalLocation.region.startColumn}`,
    ),
  markdown: (given) =>
    marked.lexer(markdown(given)).flatMap((token) => {
      const [strong, , code] = token.type === "paragraph" ? (token.tokens ?? []).filter(({ raw }) => raw !== " ") : [];
      return strong?.type === "strong" && code !== undefined ? [`${textOf(strong).split(" ")[1]} ${textOf(code)}`] : [];
    }),
};

interface SarifPlace {
  readonly artifactLocation: { readonly uri: string };
  readonly region: { readonly startLine: number; readonly startColumn: number };
}

function textOf(token: Token): string {
  return "text" in token ? String(token.text) : "";
}

/** Formats that name no column. */
const lineReaders: Readonly<Record<string, (found: Found) => readonly string[]>> = {
  junit: (given) =>
    all(xml(junit(given, [])), "testcase").map(({ attributes, children: [outcome] }) => {
      const code = outcome?.attributes["type"] ?? / (MG\d+) /.exec(outcome?.text ?? "")?.[1];
      return `${code} ${attributes["file"]}:${attributes["line"]}`;
    }),
  gitlab: (given) =>
    JSON.parse(gitlab(given)).map(
      ({
        description,
        location: { path, lines },
      }: {
        description: string;
        location: { path: string; lines: { begin: number } };
      }) => `${description.split(" ")[0]} ${visible(path)}:${lines.begin}`,
    ),
};

// What acts on some reader, and whatever else there is.
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."::error file=x::|##[error]|%0A|%|\n|\r\n|\r|]]>|<!--|-->|<img src=x>|&amp;|&#1;|</failure>|```|````|`|{0}|{{1}}|[a](b)|\\](|\\\\](|@team|#1|~~~|\u0000|\u001b[2J|\u202e|\ufffe|\ud800|,|:|=|\"|'| ".split(
          "|",
        ),
      ),
      fc.string({ unit: "binary", maxLength: 4 }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(""));

const place = fc.record({
  file: hostile.map((name) => `tenants/acme/${name}`),
  line: fc.integer({ min: 1, max: 3 }),
  column: fc.integer({ min: 1, max: 20 }),
});
const finding = fc
  .tuple(fc.constantFrom<Severity>("error", "warning", "info"), place, hostile, fc.option(hostile, { nil: undefined }))
  .map(([severity, at, reason, suggestion]) =>
    found(severity, at, { reason, ...(suggestion === undefined ? {} : { suggestion }) }),
  );
const report = fc.tuple(fc.array(finding, { maxLength: 6 }), hostile).map(
  ([diagnostics, text]): Found => ({
    diagnostics,
    sources: new Map(diagnostics.map(({ at }) => [at.file, `${text}\n${text}\n${text}`])),
  }),
);
const places = ({ diagnostics }: Found, withColumn: boolean): readonly string[] =>
  diagnostics
    .map(({ kind: { code }, at }) => `${code} ${visible(at.file)}:${at.line}${withColumn ? `:${at.column}` : ""}`)
    .sort();

describe("whatever authors write,", () => {
  test.each(Object.entries(readers).filter(([name]) => name !== "pretty"))("%s carries every finding", (_, read) => {
    fc.assert(fc.property(report, (given) => void expect([...read(given)].sort()).toEqual(places(given, true))));
  });

  test.each(Object.entries(lineReaders))("%s carries every finding", (_, read) => {
    fc.assert(fc.property(report, (given) => void expect([...read(given)].sort()).toEqual(places(given, false))));
  });

  test("a workflow hears no other command, and each text as it is", () => {
    fc.assert(
      fc.property(finding, (one) => {
        const lines = github([one]).split(/\r\n|\n|\r/);
        expect(lines).toHaveLength(2);
        const [command] = commandsIn(github([one]));
        const texts = [one.reason, ...(one.suggestion === undefined ? [] : [one.suggestion])];
        const told = texts
          .map((text) =>
            text
              .split(/\r\n|\n|\r/)
              .map(visible)
              .join("\n"),
          )
          .join("\n");
        expect(command?.message).toBe(`${told}\nmonitorgen explain ${one.kind.code}`);
        expect(["error", "warning", "notice"]).toContain(command?.name);
      }),
    );
  });

  test("SARIF is valid, and its messages hold neither placeholder nor link", () => {
    fc.assert(
      fc.property(report, (given) => {
        const log = sarif(given, options);
        expect(wrongWith(log)).toEqual([]);
        const messages: string[] = JSON.parse(log).runs[0].results.map(({ message }: { message: { text: string } }) =>
          shownMessage(message.text),
        );
        const told = given.diagnostics.map(({ reason, suggestion }) =>
          [reason, ...(suggestion === undefined ? [] : [suggestion])]
            .join("\n")
            .split(/\r\n|\n|\r/)
            .map(visible)
            .join("\n"),
        );
        expect([...messages].sort()).toEqual([...told].sort());
      }),
    );
  });

  test("Markdown shows it in code only", () => {
    const active = new Set(["html", "link", "image", "list", "table", "blockquote", "hr", "del", "em"]);
    fc.assert(
      fc.property(report, (given) => {
        const tokens = marked.lexer(markdown(given));
        expect(
          tokens
            .flatMap((token) => [token, ...("tokens" in token ? (token.tokens ?? []) : [])])
            .filter(({ type }) => active.has(type)),
        ).toEqual([]);
        expect(tokens.filter(({ type }) => type === "code")).toHaveLength(given.diagnostics.length);
        expect(tokens.filter(({ type }) => type === "heading")).toHaveLength(1);
      }),
    );
  });
});

const FILE = "tenants/acme/alerts.ts";
const SOURCE = "first\nsecond\nsecond\n";
const example: Found = {
  diagnostics: [
    found("error", { file: FILE, line: 2, column: 1 }, { reason: "it can't, at 50%: never", suggestion: "try, again" }),
    found("warning", { file: "tenants/organisation.yaml", line: 1, column: 3 }, { reason: "odd" }),
    found("error", { file: FILE, line: 3, column: 1 }, { reason: "it can't, at 50%: never" }),
  ],
  sources: new Map([[FILE, SOURCE]]),
};

test("every format carries the same findings, in the same order", () => {
  const expected = [`MG9000 ${FILE}:2:1`, `MG9000 ${FILE}:3:1`, "MG9001 tenants/organisation.yaml:1:3"];
  // Of a file whose text isn't known, a person sees no line.
  expect(
    readers["pretty"]?.({ ...example, sources: new Map([...example.sources, ["tenants/organisation.yaml", "a: b"]]) }),
  ).toEqual(expected);
  for (const [name, read] of Object.entries(readers))
    if (name !== "pretty") expect(read(example), name).toEqual(expected);
  for (const read of Object.values(lineReaders)) expect(read(example)).toEqual(expected.map((one) => one.slice(0, -2)));
});

test("annotations are as GitHub wants them; more than it shows are announced", () => {
  expect(github(example.diagnostics).split("\n")[0]).toBe(
    "::error file=tenants/acme/alerts.ts,line=2,endLine=2,col=1,endColumn=2,title=MG9000 a title of error::it can't, at 50%25: never%0Atry, again%0Amonitorgen explain MG9000",
  );
  const many = Array.from({ length: 11 }, (_, i) =>
    found("error", { file: FILE, line: i + 1, column: 1 }, { reason: "x" }),
  );
  expect(github(many)).toMatch(
    /^::notice title=.*::GitHub shows 10 of each kind; all 11 are in the log of this step\n::error /,
  );
  expect(github(many.slice(1))).not.toContain("::notice");
});

test("SARIF explains each kind once, by its page", () => {
  const [run] = JSON.parse(sarif(example, options)).runs;
  expect(run.tool.driver).toMatchObject({ name: "monitorgen", version: "1.2.3" });
  expect(run.tool.driver.rules).toMatchObject([
    { id: "MG9000", help: { markdown: "# MG9000\n" }, defaultConfiguration: { level: "error" } },
    { id: "MG9001", help: { markdown: "# MG9001\n" }, defaultConfiguration: { level: "warning" } },
  ]);
  expect(run.results.map(({ ruleIndex }: { ruleIndex: number }) => ruleIndex)).toEqual([0, 0, 1]);
  expect(wrongWith('{ "version": "2.1.0", "runs": [{ "tool": { "driver": {} } }] }')).not.toEqual([]);
});

test("a finding keeps its fingerprint when lines come in above, and equal ones have their own", () => {
  const namesOf = (given: Found): readonly string[] =>
    JSON.parse(sarif(given, options)).runs[0].results.map(
      ({ partialFingerprints }: { partialFingerprints: Record<string, string> }) =>
        partialFingerprints["monitorgen/v1"],
    );
  const moved: Found = {
    diagnostics: example.diagnostics.map((one) => ({
      ...plain(one),
      at: { ...one.at, line: one.at.line + 4, endLine: one.at.line + 4 },
    })),
    sources: new Map([[FILE, `\n\n\n\n${SOURCE}`]]),
  };
  expect(namesOf(moved)).toEqual(namesOf(example));
  expect(new Set(namesOf(example)).size).toBe(3);
  expect(JSON.parse(gitlab(example)).map(({ fingerprint }: { fingerprint: string }) => fingerprint)).toEqual(
    namesOf(example),
  );
});

test("no fingerprint is made of a secret", () => {
  const secret = kind<object>({
    code: "MG9009",
    name: "secret/test",
    severity: "error",
    title: "t",
    reason: () => "r",
  });
  const at = { file: FILE, line: 1, column: 1, endLine: 1, endColumn: 8 };
  const nameOf = (text: string): string =>
    JSON.parse(gitlab({ diagnostics: [diagnostic(secret, at, {})], sources: new Map([[FILE, text]]) }))[0].fingerprint;
  expect(nameOf("hunter2")).toBe(nameOf("letmein"));
});

function plain({ kind: of, at, data, reason, suggestion }: Diagnostic): Diagnostic {
  return { kind: of, at, data, reason, suggestion };
}

test("JUnit has a suite for each tenant: passed alerts, failed ones, and warnings that fail nothing", () => {
  const passed = ["DiskFull", "Slow"].map((name) => ({ suite: "acme", group: "alert", name }));
  const slow = kind<{ alert: string }>({
    code: "MG9003",
    name: "alert/slow",
    severity: "error",
    title: "t",
    reason: () => "r",
  });
  const diagnostics = [...example.diagnostics, diagnostic(slow, { file: FILE, line: 1, column: 1 }, { alert: "Slow" })];
  const root = xml(junit({ ...example, diagnostics }, passed));
  expect(root.attributes).toEqual({ name: "monitorgen", tests: "5", failures: "3" });
  const suites = all(root, "testsuite").map(({ attributes }) => attributes);
  expect(suites).toMatchObject([
    { name: "acme", tests: "4", failures: "3" },
    { name: "organisation", tests: "1", failures: "0" },
  ]);
  expect(
    all(root, "testcase").map(
      ({ attributes: { classname, name }, children }) => `${classname} ${name} ${children.map((child) => child.name)}`,
    ),
  ).toEqual([
    "acme.alert DiskFull ",
    "acme.alert/slow t: r failure",
    "acme.test/error a title of error: it can't, at 50%: never failure",
    "acme.test/error a title of error: it can't, at 50%: never (2) failure",
    "organisation.test/warning a title of warning: odd system-out",
  ]);
});

test("a comment holds as many findings as there is room for, and says how many more there are", () => {
  const many = Array.from({ length: 900 }, (_, i) =>
    found("error", { file: FILE, line: i + 1, column: 1 }, { reason: "r".repeat(80) }),
  );
  const text = markdown({ diagnostics: many, sources: new Map() });
  expect(text.length).toBeLessThan(65_536);
  expect(text).toMatch(/^### monitorgen: 900 errors\n/);
  expect(text).toMatch(/… and \d+ more: `monitorgen validate` shows them all\.\n$/);
  expect(markdown({ diagnostics: [], sources: new Map() })).toBe("### monitorgen: no findings\n");
});

test("of a project in a folder of its repository, files are named from the repository's top", () => {
  const inside = below("deploy/monitoring", example);
  expect(inside.diagnostics.map(({ at }) => at.file)).toContain(`deploy/monitoring/${FILE}`);
  expect(inside.sources.get(`deploy/monitoring/${FILE}`)).toBe(SOURCE);
  expect(below("", example)).toEqual(example);
});
