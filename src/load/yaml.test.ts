import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Place } from "../diagnostics/diagnostic.ts";
import type { Loaded, LoadFailed } from "./loaded.ts";
import { brief, covered, type ProjectDouble, projectDouble } from "./project-double.ts";
import { loadYaml } from "./yaml.ts";

let project: ProjectDouble;
beforeEach(() => {
  project = projectDouble();
});
afterEach(() => project.remove());

const FILE = "tenants/acme/tenant.yaml";

function loaded(text: string | Uint8Array): Loaded | LoadFailed {
  project.write({ [FILE]: text });
  return loadYaml(project.root, FILE, "tenant");
}

function declaration(text: string): unknown {
  const result = loaded(text);
  if ("diagnostics" in result) throw new Error(result.diagnostics.map(brief).join("\n"));
  return result.declaration;
}

/** The findings in one line each, with the text that they point at and the suggestion. */
function findings(text: string | Uint8Array): string[] {
  const result = loaded(text);
  if (!("diagnostics" in result)) return [];
  return result.diagnostics.map((each) => {
    const next = each.suggestion === undefined ? "" : ` → ${each.suggestion}`;
    return `${brief(each)} ‹${covered(result.sources, each.at)}›${next}`;
  });
}

describe("a declaration in YAML", () => {
  test("is read by the core schema of YAML 1.2", () => {
    expect(
      declaration(`tenant: acme
yes: yes
on: off
under: 1_000
octal: 0o17
hex: 0x1F
old: 017
float: 1e3
date: 2024-01-01
sexagesimal: 1:30
nothing: ~
empty:
typed: [!!str 5, !!int "5", true, "true"]
`),
    ).toEqual({
      tenant: "acme",
      yes: "yes",
      on: "off",
      under: "1_000",
      octal: 15,
      hex: 31,
      old: 17,
      float: 1000,
      date: "2024-01-01",
      sexagesimal: "1:30",
      nothing: null,
      empty: null,
      typed: ["5", 5, true, "true"],
    });
  });

  test("has records without prototype", () => {
    const found = declaration("tenant: acme\nconstructor: {toString: x}\n");
    expect(found).toEqual({ tenant: "acme", constructor: { toString: "x" } });
    expect(Object.getPrototypeOf(found)).toBeNull();
  });

  test("may repeat values by aliases, the last anchor of a name counting", () => {
    expect(declaration("tenant: acme\na: &x [1, &y 2]\nb: *x\nc: &x 3\nd: [*x, *y]\n&k key: *k\n")).toEqual({
      tenant: "acme",
      a: [1, 2],
      b: [1, 2],
      c: 3,
      d: [3, 2],
      key: "key",
    });
  });

  test("may have a byte order mark, CRLF, one document marker and comments", () => {
    expect(declaration("\ufeff# comment\r\n---\r\ntenant: acme\r\ntext: |\r\n  a\r\n  b\r\n...\r\n")).toEqual({
      tenant: "acme",
      text: "a\nb\n",
    });
  });

  test("names its files and gives no mistakes", () => {
    expect(loaded("tenant: acme")).toMatchObject({
      files: [FILE],
      mistakes: [],
      sources: new Map([[FILE, "tenant: acme"]]),
    });
  });
});

describe("YAML is refused", () => {
  test("where keys repeat, the second naming the first", () => {
    expect(findings("tenant: acme\na: {b: 1, b: 2}\nc: 1\na: 3\nc: 4\nc: 5\n")).toEqual([
      "duplicate-key 2:11 b is in this map already, at line 2 ‹b› → remove one of them, or give it another name",
      "duplicate-key 4:1 a is in this map already, at line 2 ‹a› → remove one of them, or give it another name",
      "duplicate-key 5:1 c is in this map already, at line 3 ‹c› → remove one of them, or give it another name",
      "duplicate-key 6:1 c is in this map already, at line 3 ‹c› → remove one of them, or give it another name",
    ]);
  });

  test("where keys are no texts or have a meaning in JavaScript", () => {
    expect(
      findings("tenant: acme\n404: a\ntrue: b\n: c\n? [d]\n: e\n__proto__: {x: 1}\n<<: {y: 1}\n'<<': z\n"),
    ).toEqual([
      "key-type 2:1 this key is the number 404 ‹404› → put it into quotes",
      "key-type 3:1 this key is the boolean true ‹true› → put it into quotes",
      "key-type 4:1 this key is empty ‹› → put it into quotes",
      "key-type 5:3 this key is a list or a map ‹[d]› → put it into quotes",
      "reserved-key 7:1 __proto__ has a meaning of its own in JavaScript and can't be a name here ‹__proto__›",
      "merge-key 8:1 << is not part of YAML 1.2 ‹<<› → write the keys out, or use an alias for the whole value",
    ]);
    expect(findings("tenant: &t acme\n*t : 1\n")).toEqual([
      "key-type 2:1 this key is an alias ‹*t› → put it into quotes",
    ]);
  });

  test("where tags ask for more than data", () => {
    expect(findings("tenant: !secret acme\na: !!binary aGk=\n!<tag:x.org,2024:y> b: !!js/function x\n")).toEqual([
      "yaml-tag 1:9 !secret has no meaning in a declaration ‹!secret› → remove the tag",
      "yaml-tag 2:4 !!binary has no meaning in a declaration ‹!!binary› → remove the tag",
      "yaml-tag 3:1 tag:x.org,2024:y has no meaning in a declaration ‹!<tag:x.org,2024:y>› → remove the tag",
      "yaml-tag 3:24 !!js/function has no meaning in a declaration ‹!!js/function› → remove the tag",
    ]);
  });

  test("where a tag is too long to be found again, at what it stands before", () => {
    expect(findings(`tenant: !${"x".repeat(400)} acme\n`)).toEqual([expect.stringContaining("‹acme›")]);
  });

  test("where there are very many, up to two hundred and how many more there are", () => {
    const found = findings(`tenant: acme\nlist:\n${"  - !x 5\n".repeat(205)}`);
    expect(found).toHaveLength(201);
    expect(found.at(-1)).toContain("5 more");
  });

  test("where aliases have no anchor, contain themselves, or expand without bounds", () => {
    expect(findings("tenant: acme\na: &shared 1\nb: *shard\nc: &c [*c]\n")).toEqual([
      "unknown-alias 3:4 no &shard stands before it ‹*shard› → did you mean *shared?",
      "cycle 4:8 written out, it would never end ‹*c›",
    ]);
    const level = (name: string, of: string) => `${name}: &${name} [${Array(9).fill(`*${of}`).join(", ")}]\n`;
    const bomb = `tenant: &t acme\n${level("a", "t")}${level("b", "a")}${level("c", "b")}${level("d", "c")}${level("e", "d")}${level("f", "e")}`;
    expect(findings(bomb)).toEqual([
      expect.stringMatching(
        /^alias-expansion 6:8 written out, the aliases of this file have more than 10000 values ‹\*d›$/,
      ),
    ]);
  });

  test("where numbers are none", () => {
    expect(findings("tenant: acme\na: [.inf, .nan]\n")).toEqual([
      "not-data 2:5 Infinity can't be part of a declaration, which is text, numbers, lists and records ‹.inf›",
      "not-data 2:11 NaN can't be part of a declaration, which is text, numbers, lists and records ‹.nan›",
    ]);
  });

  test("where it is not one map that names its tenant", () => {
    expect(findings("")).toEqual(["not-a-map 1:1 the file holds nothing, expected are keys and values ‹› → tenant: …"]);
    expect(findings("- a\n")).toEqual([
      "not-a-map 1:1 the file holds a list, expected are keys and values ‹- a› → tenant: …",
    ]);
    expect(findings("a b\n")[0]).toContain("the file holds a single text");
    expect(findings("7\n")[0]).toContain("the file holds a single number");
    expect(findings("teams: {}\n")).toEqual([
      "no-name 1:1 a declaration says whose it is under tenant, and this one has no such key ‹teams› → tenant: acme",
    ]);
    expect(findings("{}\n")[0]).toContain("no-name 1:1");
    expect(findings("tenant: acme\n---\ntenant: globex\n---\n")).toEqual([
      "several-documents 2:1 the file has 3 documents, and a tenant is one ‹---› → remove the line ---",
    ]);
    project.write({ "tenants/organisation.yaml": "a: 1" });
    expect(loadYaml(project.root, "tenants/organisation.yaml", "organisation")).toMatchObject({
      diagnostics: [{ suggestion: "organisation: example" }],
    });
  });

  test("where it can't be parsed, all places at once", () => {
    expect(findings('tenant: acme\na: [1, 2\nb: "x\nc: }\n').length).toBeGreaterThan(0);
    const lines = findings("a: b: c\nd: e\nf: g: h\n");
    expect(lines).toEqual([
      'yaml-syntax 1:4 a text without quotes ends at ": ", so this would be a map inside a text ‹b› → put a text that contains ": " into quotes, or indent the next key like the one above',
      'yaml-syntax 3:4 a text without quotes ends at ": ", so this would be a map inside a text ‹g› → put a text that contains ": " into quotes, or indent the next key like the one above',
    ]);
    expect(findings("}\n".repeat(1000)).length).toBeLessThanOrEqual(20);
    expect(findings("a: \u202e\u0007]\n- x")[0]).not.toMatch(/\u202e|\p{Cc}/u);
  });

  test("where it is no text of a reasonable size", () => {
    expect(findings(Uint8Array.of(0x74, 0xff, 0xfe))).toEqual([
      "not-text 1:1 a byte that is no UTF-8 can't occur in a text ‹› → save the file as UTF-8",
    ]);
    expect(findings("tenant: acme\nb: \0\n")).toEqual([
      "not-text 2:4 a NUL character can't occur in a text ‹› → save the file as UTF-8",
    ]);
    expect(findings(`tenant: acme\nb: ${"x".repeat(3 * 1024 * 1024)}\n`)).toEqual([
      "too-large 1:1 it has 3 MiB, a file that is read has at most 1 MiB ‹› → split it over files that tenant.ts imports",
    ]);
    project.write({ "tenants/acme/folder.yaml/x": "" });
    expect(loadYaml(project.root, "tenants/acme/folder.yaml", "tenant")).toMatchObject({
      diagnostics: [{ reason: "tenants/acme/folder.yaml: it is no regular file" }],
    });
  });

  test("where it is nested too deeply, in any style", () => {
    for (const text of [
      `a: ${"[".repeat(200_000)}`,
      `${"- ".repeat(200_000)}`,
      `a:\n  ${"- ".repeat(20_000)}x\nb: 1`,
      `${"{a: ".repeat(200_000)}`,
      "? ".repeat(200_000),
    ]) {
      expect(findings(text)[0]).toMatch(/^too-deep [12]:\d+ more than 150 levels/);
    }
    const anchors = Array.from(
      { length: 40 },
      (_, i) => `k${i}: &a${i} [[[[[${i === 0 ? "x" : `*a${i - 1}`}]]]]]`,
    ).join("\n");
    expect(findings(`tenant: acme\n${anchors}\n`).some((line) => line.startsWith("too-deep"))).toBe(true);
  });

  test.each([
    ["documents", "---\n".repeat(10_000)],
    ["anchors", "&a ".repeat(10_000)],
    ["errors", "}\n".repeat(20_000)],
    ["quotes", 'a: "\n'.repeat(10_000)],
    ["aliases", `tenant: &a acme\nb: [${"*a, ".repeat(15_000)}]\n`],
    ["tags", "!".repeat(500_000)],
  ])("in bounded time: many %s", (_, text) => {
    const started = performance.now();
    expect(findings(text).length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(8000);
  });
});

describe("a place in YAML is found", () => {
  function places(text: string): (path: string, more?: Omit<Place, "path">) => string {
    const result = loaded(text);
    if ("diagnostics" in result) throw new Error(result.diagnostics.map(brief).join("\n"));
    return (path, more = {}) => {
      const steps = path === "" ? [] : path.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step));
      const at = result.locate({ path: steps, ...more });
      return `${at.line}:${at.column} ${covered(result.sources, at)}`;
    };
  }

  test("at values, keys and items; at the key of what goes over lines", () => {
    const at = places(
      "tenant: acme\nalerts:\n  High:\n    for: 10m\n    list: [a, {b: c}]\n    block:\n      - x\n      - y: 1\n        z: 2\n    none:\n",
    );
    expect(at("alerts.High.for")).toBe("4:10 10m");
    expect(at("alerts.High.for", { part: "key" })).toBe("4:5 for");
    expect(at("alerts.High.list")).toBe("5:11 [a, {b: c}]");
    expect(at("alerts.High.list.1.b")).toBe("5:19 c");
    expect(at("alerts.High.block")).toBe("6:5 block");
    expect(at("alerts.High.block.0")).toBe("7:9 x");
    expect(at("alerts.High.block.1")).toBe("8:9 y");
    expect(at("alerts.High.none")).toBe("10:5 none");
    expect(at("alerts")).toBe("2:1 alerts");
    expect(at("")).toBe("1:1 tenant");
  });

  test("at the nearest thing above, where it is missing", () => {
    const at = places("tenant: acme\nalerts:\n  High: {for: 10m}\n  list:\n    - [1]\n");
    expect(at("alerts.High.severity")).toBe("3:3 High");
    expect(at("alerts.High.for.deep")).toBe("3:14 for".replace("14", "10"));
    expect(at("teams.music")).toBe("1:1 tenant");
    expect(at("alerts.list.0.5")).toBe("5:7 [1]");
    expect(at("alerts.list.9")).toBe("4:3 list");
  });

  test("behind an alias, at its anchor", () => {
    const at = places("tenant: acme\nshared: &s {for: 10m}\nalerts: {High: *s}\n");
    expect(at("alerts.High.for")).toBe("2:18 10m");
  });

  test("down to characters, in every style of scalar", () => {
    const at = places(`tenant: acme
plain: one two
single: 'it''s two'
double: "t\\u0061b\\ttwo"
literal: |
  one

  two three
folded: >-
  one
  two

  three
many: one
  two
`);
    const word = (start: number, length = 3) => ({ span: { start, end: start + length } });
    expect(at("plain", word(4))).toBe("2:12 two");
    expect(at("single", word(5))).toBe("3:16 two");
    expect(at("double", word(0))).toBe("4:10 t\\u0061b");
    expect(at("double", word(4))).toBe("4:20 two");
    expect(at("literal", word(5))).toBe("8:3 two");
    expect(at("literal", word(9, 5))).toBe("8:7 three");
    expect(at("folded", word(4))).toBe("11:3 two");
    expect(at("folded", word(8, 5))).toBe("13:3 three");
    expect(at("many", word(4))).toBe("15:3 two");
    expect(at("plain", word(50))).toBe("2:8 one two");
    expect(at("tenant", { span: { start: 4, end: 4 } })).toBe("1:13 ");
  });
});
