import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { monitorgen } from "../../../test/cli/console.ts";

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "detect-"));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const rows = Array.from({ length: 60 }, (_, index) => `${index + 1},${10 + (index % 3)}`);
const detect = (...args: readonly string[]) => monitorgen(["detect", ...args], { cwd });
const put = (name: string, text: string) => writeFileSync(join(cwd, name), text);

describe("monitorgen detect", () => {
  test("scores a file and says what it found", async () => {
    put("load.csv", ["timestamp,load,host", ...rows.map((row) => `${row},a`), "61,900,a", "62,x,a"].join("\n"));
    const { exit, stderr } = await detect("-i", "load.csv", "-o", "judged.csv", "-d", "iqr");
    expect(exit).toBe(0);
    expect(stderr).toBe(
      [
        'load.csv:63: load is "x", which is no number; skipped',
        "load (carried along: host)",
        "61 lines judged by iqr: 1 anomaly, 30 lines without a verdict: it was still learning",
        "",
      ].join("\n"),
    );
    expect(readFileSync(join(cwd, "judged.csv"), "utf8")).toMatch(/\n61,900,a,0\.9\d+\n$/);
  });

  test("names the first of a great many columns, and says where time goes back", async () => {
    const many = Array.from({ length: 1025 }, (_, column) => `f${column}`);
    const zeros = many.map(() => "0").join(",");
    put("wide.csv", [`timestamp,${many.join(",")}`, `2,${zeros}`, `1,${zeros}`].join("\n"));
    const { stderr } = await detect("-i", "wide.csv", "-d", "iqr");
    expect(stderr).toContain("1 line is earlier than the one above: sort the input by its time\nf0, f1, ");
    expect(stderr).toContain(", f19, … and 1,005 more\n");
    put("back.csv", "timestamp,load\n3,1\n2,1\n1,1\n");
    expect((await detect("-i", "back.csv")).stderr).toContain("2 lines are earlier than the one above");
  });

  test("prints verdicts, with parameters that were given", async () => {
    put("load.csv", ["timestamp,load", ...rows].join("\n"));
    const { stdout } = await detect(
      "-i",
      "load.csv",
      "-d",
      "iqr",
      "-p",
      "warmUpSamples=59",
      "direction=above",
      "--verdicts",
    );
    const verdicts = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(verdicts.filter(({ reason }) => reason === "still learning what is usual")).toHaveLength(59);
    expect(verdicts.at(-1)).toMatchObject({ timestamp: "60", detector: "iqr", is_anomaly: false, seen: 12 });
  });

  test.each([
    [["-i", "none.csv"], 2, "none.csv can't be read: ENOENT"],
    [["-i", "load.csv", "-d", "irq"], 2, 'no detector "irq": expected one of '],
    [["-i", "load.csv", "-d", "iqr", "-p", "window=5"], 2, "iqr: window is unknown: expected direction, "],
    [["-i", "logins.jsonl", "-p", "window=5"], 2, "event-sequence: window is unknown"],
    [["-i", "load.csv", "-p", "window=5"], 2, "monitorgen explain auto"],
    [
      ["-i", "load.csv", "-d", "iqr", "-p", "window"],
      2,
      "--parameter window: expected name=value, as windowSamples=500",
    ],
    [["-i", "load.csv", "-o", "load.csv"], 2, "is the input: name another file for the output"],
    [["-i", "load.csv", "-d", "iqr", "-o", "none/judged.csv"], 2, "can't be written: ENOENT"],
    [["-i", "load.csv", "-d", "iqr", "--bad-lines", "fail"], 2, 'line 3 load is "x", which is no number'],
    [["-i", "-"], 2, "--input -: nothing is piped in"],
    [[], 2, "required option '-i, --input <file>' not specified"],
  ])("says what is wrong with %j", async (args, code, problem) => {
    put("load.csv", "timestamp,load\n1,2\n2,x\n");
    put("logins.jsonl", '{"time":1,"user":"ada","event":"login"}\n');
    const { exit, stderr, stdout } = await detect(...args);
    expect([exit, stdout]).toStrictEqual([code, ""]);
    expect(stderr).toContain(problem);
  });
});

describe("monitorgen detect --tenant", () => {
  const declared = (...args: readonly string[]) =>
    monitorgen(["detect", "-i", join(cwd, "load.csv"), ...args], { cwd: process.cwd() });

  test("judges as the tenant declares it", async () => {
    put("load.csv", ["timestamp,load", ...rows].join("\n"));
    const { exit, stderr } = await declared("-t", "acme", "-d", "PlaysUnusual");
    expect([exit, stderr]).toStrictEqual([0, expect.stringMatching(/^load\n60 lines judged by /)]);
  });

  test("asks which, and knows the tenants", async () => {
    put("load.csv", ["timestamp,load", ...rows].join("\n"));
    expect((await declared("-t", "acme")).stderr).toMatch(
      /acme declares several detectors\n {2}--detector .*PlaysUnusual/,
    );
    expect((await declared("-t", "initech")).stderr).toContain("initech declares no detectors");
    expect((await declared("-t", "acne")).stderr).toContain("acne");
  });
});
