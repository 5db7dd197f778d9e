import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { monitorgen } from "../../../test/cli/console.ts";
import { linesOf } from "./lines.ts";

const promql = (...args: readonly string[]) => monitorgen(["promql", ...args]);
const piped = (stdin: readonly string[], ...args: readonly string[]) => monitorgen(["promql", ...args], { stdin });
const objects = (stdout: string) =>
  stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("check", () => {
  test("says of each expression which type it has", async () => {
    expect(await promql("check", "up", "1 + 1", "up[5m]", "'a'")).toEqual({
      exit: 0,
      stdout: "✓ instant vector  up\n✓ scalar          1 + 1\n✓ range vector    up[5m]\n✓ string          'a'\n",
      stderr: "",
    });
  });

  test("shows what is wrong, and where, on stderr", async () => {
    expect(await promql("check", "sum(\n  rat(x[5m])\n)")).toEqual({
      exit: 1,
      stdout: "",
      stderr: `error MG2101  expression is no valid PromQL                                           expression:2:3
  2 │   rat(x[5m])
    │   ^^^
  Prometheus has no function rat
  did you mean rate?   ·   monitorgen explain MG2101

`,
    });
    expect((await promql("check", "up", "up(")).stderr).toContain(" expression 2:1:");
  });

  test.each([[[]], [["chek", "up"]], [["check"]]])("%j is wrong usage", async (args) => {
    const { exit, stdout } = await promql(...args);
    expect([exit, stdout]).toEqual([2, ""]);
  });

  test("as data, every diagnostic has a code, a message and a span", async () => {
    const { exit, stdout, stderr } = await promql("check", "--json", "rate(up)\n+ rate(up)");
    expect([exit, stderr]).toEqual([1, ""]);
    const message = "argument 1 of rate must be a range vector, this is an instant vector";
    const point = (line: number, column: number, offset: number) => ({ line, column, offset });
    const wrong = { code: "argument-type", message, suggestion: null };
    expect(objects(stdout)).toEqual([
      {
        valid: false,
        type: null,
        labels: null,
        diagnostics: [
          { ...wrong, span: { start: point(1, 6, 5), end: point(1, 8, 7) } },
          { ...wrong, span: { start: point(2, 8, 16), end: point(2, 10, 18) } },
        ],
      },
    ]);
  });
});

describe("format", () => {
  const long =
    'sum by (job) (rate(http_requests_total{b="1",a=~"5.."}[5m]))/ignoring(job)(sum(rate(http_requests_total[5m])))>.01';

  test("breaks what is long over lines, and leaves what it gave as it is", async () => {
    const { exit, stdout } = await promql("format", long);
    expect(exit).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "sum by (job) (rate(http_requests_total{a=~"5..", b="1"}[5m]))
      / ignoring (job)
      sum(rate(http_requests_total[5m]))
      >
      .01
      "
    `);
    expect((await promql("format", stdout)).stdout).toBe(stdout);
    expect(objects((await promql("format", "--json", long, "up(")).stdout)).toMatchObject([
      { valid: true, formatted: stdout.trimEnd() },
      { valid: false, formatted: null },
    ]);
  });
});

describe("labels", () => {
  test.each([
    ["sum by (job, env) (up)", "env, job", "known"],
    ["up", "whatever its series have", "possible"],
    ['up{job="a"}', "job, and whatever else its series have", "possible"],
    ["sum(up)", "none", "none"],
    ["vector(1)", "none", "none"],
    ["1", "none", "none"],
  ])("of %s: %s", async (expression, words, kind) => {
    expect((await promql("labels", expression)).stdout).toBe(`${words}\n`);
    expect(objects((await promql("labels", "--json", expression)).stdout)).toMatchObject([{ labels: { kind } }]);
  });
});

describe("what is piped in", () => {
  test("is a JSON string a line, in whatever pieces it comes, and each line has its answer", async () => {
    const { exit, stdout, stderr } = await piped(
      ['"u', 'p"\nup\n', '\n{"expr": "up"}\r\n"\\u0075p =', '= 0"'],
      "check",
      "--json",
    );
    expect([exit, stderr]).toEqual([1, ""]);
    const answers = objects(stdout).map(({ valid, diagnostics }) => [
      valid,
      ...diagnostics.map(({ code }: { code: string }) => code),
    ]);
    const none = [false, "not-a-json-string"];
    expect(answers).toEqual([[true], none, none, none, [true]]);
  });

  test("is told to people by the number of its line", async () => {
    const { exit, stdout, stderr } = await piped(['"up"\n"up("\nup\n'], "check");
    expect([exit, stdout]).toEqual([1, "✓ instant vector  up\n"]);
    expect(stderr).toContain(" line 2:1:4\n");
    expect(stderr).toContain(" line 3:1:1\n");
    expect(await piped(['"up"\n"1"\n'], "labels")).toMatchObject({
      exit: 0,
      stdout: "whatever its series have\nnone\n",
    });
  });

  test("nothing is nothing wrong", async () => {
    expect(await piped([], "check")).toEqual({ exit: 0, stdout: "", stderr: "" });
  });

  test("a line without an end is not kept", async () => {
    const endless = ['"up"\n"', ...Array.from({ length: 40 }, () => "x".repeat(65_536)), '"\n"up"\n'];
    const answers = objects((await piped(endless, "check", "--json")).stdout);
    expect(answers.map(({ valid }) => valid)).toEqual([true, false, true]);
    expect(answers[1]?.diagnostics).toMatchObject([{ code: "line-too-long" }]);
  });

  test("lines are the same, wherever the pieces are cut", async () => {
    const pieces = fc.array(fc.constantFrom("a", "\n", "\r\n", "bc", ""));
    await fc.assert(
      fc.asyncProperty(pieces, async (given) => {
        const stream = async function* () {
          yield* given;
        };
        const lines: string[] = [];
        for await (const some of linesOf(stream()))
          lines.push(...some.map((line) => ("text" in line ? line.text : "")));
        const whole = given.join("");
        expect(lines).toEqual(
          whole === ""
            ? []
            : whole
                .replace(/\n$/, "")
                .split("\n")
                .map((line) => line.replace(/\r$/, "")),
        );
      }),
    );
  });
});

describe("--enable-feature", () => {
  const valid = async (expression: string, ...features: readonly string[]): Promise<unknown> => {
    const flags = features.flatMap((feature) => ["--enable-feature", feature]);
    return objects((await promql("check", "--json", ...flags, expression)).stdout)[0]?.valid;
  };

  test("turns experimental functions and aggregations on", async () => {
    for (const expression of ["mad_over_time(up[5m])", "limitk(1, up)"]) {
      expect(await valid(expression)).toBe(false);
      expect(await valid(expression, "exemplar-storage,promql-experimental-functions")).toBe(true);
    }
    expect((await promql("check", "limitk(1, up)")).stderr).toContain("--enable-feature promql-experimental-functions");
  });

  test.each([
    ["promql-binop-fill-modifiers", "up + on (job) fill (0) up", true],
    ["promql-binop-fill-modifiers", "up + fill_left (-1) fill_right (5) up", true],
    ["promql-binop-fill-modifiers", "up + fill (0) 5", false],
    ["promql-binop-fill-modifiers", "up and fill (0) up", false],
    ["promql-extended-range-selectors", "rate(up[5m] anchored offset 1m)", true],
    ["promql-extended-range-selectors", "up smoothed", true],
    ["promql-extended-range-selectors", "rate(up[5m] anchored smoothed)", false],
    ["promql-extended-range-selectors", "rate(up[5m:1m] anchored)", false],
    ["promql-extended-range-selectors", "sum(up) smoothed", false],
    ["promql-duration-expr", "rate(up[5m * 2])", true],
    ["promql-duration-expr", "rate(up[max_of(step() * 4, 1m)] offset -range())", true],
    ["promql-duration-expr", "rate(up[5m / 0])", false],
  ])("%s: %s is valid: %s", async (feature, expression, expected) => {
    expect(await valid(expression)).toBe(false);
    expect((await promql("check", expression)).stderr).toContain("--enable-feature ");
    expect(await valid(expression, feature)).toBe(expected);
    if (expected)
      expect((await promql("format", "--enable-feature", feature, expression)).stdout).toBe(`${expression}\n`);
  });

  test("a misspelt one is wrong usage", async () => {
    const { exit, stderr } = await promql("check", "--enable-feature", "promql-experimental-function", "up");
    expect(exit).toBe(2);
    expect(stderr).toContain("did you mean promql-experimental-functions?");
  });
});
