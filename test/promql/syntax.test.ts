import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { check, typeOf } from "../../src/promql/syntax/check.ts";
import { parse, parseSyntax } from "../../src/promql/syntax/parse.ts";
import { pretty } from "../../src/promql/syntax/pretty.ts";
import { print } from "../../src/promql/syntax/print.ts";
import { canonical } from "../../src/promql/syntax/walk.ts";
import { missing, promtool } from "../judges/tools.ts";
import { accepted, refused } from "./corpus.ts";
import { trees } from "./trees.ts";

const settings = { seed: 20_260_101, numRuns: 600 };

describe("reading and printing", () => {
  test.each(accepted)("%s is read, and its canonical form is the same tree", (query) => {
    const read = parse(query);
    expect(read.errors).toBeUndefined();
    if (!read.expr) return;
    const again = parse(print(read.expr));
    expect(again.expr && canonical(again.expr)).toEqual(canonical(read.expr));
    expect(print(again.expr ?? read.expr)).toBe(print(read.expr));
  });

  test.each(refused)("%s is refused as %s", (query, kind) => {
    const { errors = [] } = parse(query);
    expect(errors[0]?.kind).toBe(kind);
    for (const { span } of errors) {
      expect(span?.start).toBeGreaterThanOrEqual(0);
      expect(span?.end).toBeLessThanOrEqual(query.length);
    }
  });

  test("a printed tree, on one line or many, reads back as the tree it was", () => {
    fc.assert(
      fc.property(fc.oneof(trees.vector, trees.scalar), (tree) => {
        const expected = canonical(tree);
        for (const text of [print(tree), pretty(tree, 30)]) {
          const read = parseSyntax(text);
          expect(read.errors, text).toBeUndefined();
          expect(read.expr && canonical(read.expr), text).toEqual(expected);
        }
      }),
      settings,
    );
  });

  test("well-typed trees have no findings, and the text has the tree's type", () => {
    fc.assert(
      fc.property(fc.oneof(trees.vector, trees.scalar), (tree) => {
        expect(check(tree)).toEqual([]);
        const read = parse(print(tree));
        expect(read.expr && typeOf(read.expr)).toBe(typeOf(tree));
      }),
      settings,
    );
  });

  test("no text makes it throw", () => {
    const word = fc.constantFrom(
      ..."( ) { } [ ] , + - * ^ == =~ sum by on a b rate 5m 1 \" ' ` @ offset # : \\".split(" "),
      "\n",
    );
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(word).map((words) => words.join(" ")),
      fc.array(word).map((words) => words.join("")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const read = parse(text);
        expect((read.expr === undefined) === (read.errors !== undefined)).toBe(true);
      }),
      settings,
    );
  });
});

describe.skipIf(missing("promtool"))("promtool's verdict", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "monitorgen-promql-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const checked = (name: string, queries: readonly string[]) => {
    const rules = queries.map((query, index) => `      - { record: "r:${index}", expr: ${JSON.stringify(query)} }`);
    writeFileSync(join(folder, name), `groups:\n  - name: g\n    rules:\n${rules.join("\n")}\n`);
    return promtool(["check", "rules", "--lint=none", name], { cwd: folder });
  };

  test("it accepts what we accept, as it was written and as we print it", async () => {
    const printed = accepted.flatMap((query) => {
      const { expr } = parse(query);
      return expr ? [print(expr)] : [];
    });
    const result = await checked("accepted.yaml", [...accepted, ...printed]);
    expect(result.stdout + result.stderr).toContain(`SUCCESS: ${accepted.length * 2} rules found`);
  });

  test("it accepts what we print of random trees", async () => {
    const texts = fc.sample(trees.vector, { seed: 7, numRuns: 300 }).map(print);
    const result = await checked("random.yaml", texts);
    expect(result.stdout + result.stderr).toContain("SUCCESS: 300 rules found");
  });

  test("it refuses each query that we refuse", async () => {
    // promtool itself turns duration expressions on, which Prometheus doesn't.
    const isDuration = (query: string) =>
      parse(query).errors?.some((error) => error.kind === "experimental" && error.feature === "duration expressions");
    const queries = refused.map(([query]) => query).filter((query) => !isDuration(query));
    const result = await checked("refused.yaml", queries);
    const faulty = new Set(
      [...(result.stdout + result.stderr).matchAll(/rule (\d+), "r:\d+"/g)].map(([, index]) => Number(index) - 1),
    );
    expect(queries.filter((_, index) => !faulty.has(index))).toEqual([]);
  });
});
