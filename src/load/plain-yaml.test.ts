import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Path } from "../diagnostics/diagnostic.ts";
import { plainYaml } from "./plain-yaml.ts";
import { readYaml, readYamlWithPlaces } from "./yaml.ts";

/** What the reader with places says: the data, or that it refuses. */
function slowly(text: string): unknown {
  const read = readYamlWithPlaces("a.yaml", text);
  return "diagnostics" in read ? `refused: ${read.diagnostics[0]?.kind.code}` : read.data;
}

const RULES = `---
# By hand.
groups:
- name: api
  interval: 30s
  limit: 10
  rules:
    - alert: Slow   # since May
      expr: |
        rate(x[5m])
          > 0.5

      for: 5m
      labels: { severity: page, "team": 'it''s ours', tier: [1, -2.5, true, ~] }
      annotations:
        summary: '{{ $labels.job }} is
          slow'
        "de\\u0073cription": "a \\"b\\"
          c"
    - record: job:x:rate5m
      expr: sum by (job)
        (rate(x[5m]))
`;

describe("plain YAML", () => {
  test("is read as the reader with places reads it", () => {
    expect(plainYaml(RULES)?.data).toEqual(slowly(RULES));
    expect(plainYaml("a: 1\n")?.data).toEqual(Object.assign(Object.create(null), { a: 1 }));
  });

  test.each([
    ["anchors and aliases", "a: &x [1]\nb: *x\n"],
    ["an anchor of a text", "a: &x 1\n"],
    ["tags", "a: !!str 1\n"],
    ["a tag of a list", "a: !!seq [1]\n"],
    ["merge keys", "a:\n  <<: {b: 1}\n"],
    ["keys that are no texts", "1: a\n"],
    ["keys of several parts", "? [a]\n: b\n"],
    ["keys that stand twice", "a: 1\na: 2\n"],
    ["keys that are reserved", "__proto__: 1\n"],
    ["very long keys", `${"k".repeat(600)}: 1\n`],
    ["several documents", "a: 1\n---\nb: 1\n"],
    ["directives", "%YAML 1.2\n---\na: 1\n"],
    ["the end of a document", "a: 1\n...\n"],
    ["nothing", "# nothing\n"],
    ["a text alone", "up\n"],
    ["values that may be comments", "color: #fff\n"],
    ["numbers that aren't decimal", "a: 0x1f\n"],
    ["numbers with an exponent", "a: 1e3\n"],
    ["numbers of many digits", "a: 12345678901234567890\n"],
    ["numbers without end", "a: .inf\n"],
    ["tabs", 'a: "\tb"\n'],
    ["carriage returns", "a: 1\r\nb: 2\r\n"],
    ["blocks that say their indentation", "a: |2\n    b\n"],
    ["blocks of blank lines", "a: |+\n\n\n"],
    ["escaped line breaks", 'a: "b\\\n  c"\n'],
    ["comments between a key and its text", "a:\n  # why\n  b\n"],
    ["what is no YAML", "a: [1\n"],
  ])("leaves to the other reader: %s", (_, text) => {
    expect(plainYaml(text)).toBeUndefined();
  });

  test("whatever it reads, the other reads alike", () => {
    fc.assert(
      fc.property(fc.oneof(document, soup), (text) => {
        const plain = plainYaml(text);
        fc.pre(plain !== undefined);
        expect(slowly(text)).toEqual(plain?.data);
      }),
      { seed: 5, numRuns: 400 },
    );
  });

  test("its places are those of the other reader, once they are asked for", () => {
    const [quick, slow] = [readYaml("a.yaml", RULES), readYamlWithPlaces("a.yaml", RULES)];
    if ("diagnostics" in quick || "diagnostics" in slow) throw new Error("it can't be read");
    for (const path of [...pathsIn(quick.data, []), ["groups", 0, "nowhere"], ["groups", 7]]) {
      for (const more of [{}, { part: "key" as const }, { span: { start: 2, end: 4 } }]) {
        expect(quick.locate({ path, ...more })).toEqual(slow.locate({ path, ...more }));
      }
    }
  });
});

function pathsIn(data: unknown, path: Path): readonly Path[] {
  if (typeof data !== "object" || data === null) return [path];
  const entries = Array.isArray(data) ? [...data.entries()] : Object.entries(data);
  return [path, ...entries.flatMap(([key, value]) => pathsIn(value, [...path, key]))];
}

const PIECES = [
  ...["a", "b ", " ", "  ", "#", " # c", ": ", ":", "- ", "-", "'", '"', "\\", "{", "}", "[", "]", ",", "?", "|", ">"],
  ...[
    "%",
    "@",
    "`",
    "&",
    "*",
    "!",
    "é",
    "😀",
    "=",
    "~",
    "1",
    ".",
    "{{ $labels.a }}",
    "<<",
    "null",
    "true",
    "\n",
    "\n  ",
  ],
];

const soup = fc
  .array(fc.constantFrom(...PIECES, "\n- ", "\nk: ", "\n\n"), { maxLength: 12 })
  .map((all) => all.join(""));
const words = fc.array(fc.constantFrom(...PIECES.slice(0, -2)), { maxLength: 4 }).map((all) => all.join(""));
const numbers = fc.constantFrom(
  "1",
  "-0",
  "007",
  "1.",
  "+.5",
  "5m",
  "1_0",
  "12:30",
  "2020-01-01",
  "FALSE",
  "yes",
  "NULL",
);
const indents = fc.constantFrom("\n  ", "\n    ", "\n\n    ", "\n      ");

const scalar = fc.oneof(
  numbers,
  words,
  fc.tuple(words, indents, words).map((parts) => parts.join("")),
  fc.tuple(words, indents, words).map((parts) => `'${parts.join("").replaceAll("'", "''")}'`),
  fc.tuple(words, indents, words).map((parts) => JSON.stringify(parts.join(""))),
  fc
    .tuple(fc.constantFrom("|", ">", "|-", ">+"), fc.array(fc.tuple(indents, words), { maxLength: 4 }))
    .map(([header, lines]) => header + lines.flat().join("")),
);

const document = fc
  .array(fc.tuple(fc.constantFrom(": ", ":\n    ", ": # c\n    - ", ":\n    - k: "), scalar), {
    minLength: 1,
    maxLength: 4,
  })
  .map((all) => all.map(([between, value], index) => `  k${index}${between}${value}`).join("\n"))
  .map((text) => `root:\n${text}\n`);
