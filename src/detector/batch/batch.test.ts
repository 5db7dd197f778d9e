import { describe, expect, it } from "vitest";
import { detectors } from "../detectors/index.ts";
import { type BatchOptions, runBatch } from "./batch.ts";
import { chooseFor, chooseNamed } from "./choose.ts";
import { cellsOf } from "./csv.ts";
import { linesOf } from "./lines.ts";
import { timestampOf } from "./timestamp.ts";

async function* pieces(text: string, length: number): AsyncGenerator<string> {
  for (let start = 0; start < text.length; start += length) yield text.slice(start, start + length);
}

async function judged(text: string, options: Partial<BatchOptions> = {}, length = 7) {
  const written: string[] = [];
  const asked: BatchOptions = {
    choose: () => chooseNamed("iqr", detectors, [{ name: "iqr", detector: "iqr", parameters: { warmUpSamples: 5 } }]),
    verdicts: false,
    badLines: "skip",
    ...options,
  };
  const write = async (one: string) => {
    written.push(one);
  };
  const summary = await runBatch(linesOf(pieces(text, length)), write, asked, () => undefined);
  return { summary, lines: written.join("").split("\n").slice(0, -1) };
}

const steady = Array.from({ length: 20 }, (_, index) => `${index + 1},${10 + (index % 3)}`);

describe("a batch of comma-separated values", () => {
  it("gives each row back with a score, and learns from what came before alone", async () => {
    const { lines, summary } = await judged(["timestamp,value", ...steady, "21,500", "22,11", ""].join("\n"));
    expect(lines[0]).toBe("timestamp,value,anomaly_score");
    expect(lines.slice(1).map((line) => line.slice(0, line.lastIndexOf(",")))).toStrictEqual([
      ...steady,
      "21,500",
      "22,11",
    ]);
    const scores = lines.slice(1).map((line) => Number(line.slice(line.lastIndexOf(",") + 1)));
    expect(scores.slice(0, 5)).toStrictEqual([0, 0, 0, 0, 0]);
    expect(scores[20]).toBeGreaterThan(0.9);
    expect(scores[21]).toBeLessThan(0.5);
    expect(summary).toMatchObject({
      detector: "iqr",
      features: ["value"],
      judged: 22,
      learning: 5,
      anomalies: 1,
      bad: 0,
    });
  });

  it("is the same however the input is cut into pieces, with any line ends and a byte order mark", async () => {
    const text = ["timestamp,value", ...steady, "21,500"].join("\n");
    const whole = await judged(text, {}, 1e6);
    for (const length of [1, 2, 13]) expect(await judged(text, {}, length)).toStrictEqual(whole);
    expect((await judged(`\ufeff${text.replaceAll("\n", "\r\n")}\r\n`)).lines).toStrictEqual(whole.lines);
  });

  it("names what can't be read by its line, and goes on", async () => {
    const rows = ["time,value,host", "1,5,a", "2,x,b", "soon,5,c", '3,"5,d', "4,5", "5,,e", `6,${"9".repeat(60)}x,f`];
    const { lines, summary } = await judged(rows.join("\n"));
    expect(lines).toStrictEqual(["time,value,host,anomaly_score", "1,5,a,0", "5,,e,0"]);
    expect(summary).toMatchObject({ judged: 2, bad: 5, carried: ["host"] });
    expect(summary.badLines).toMatchObject([
      { line: 3, problem: 'value is "x", which is no number' },
      { line: 4, problem: '"soon" is no timestamp' },
      { line: 5, problem: "a quote is astray" },
      { line: 6, problem: "has 2 columns where the header has 3" },
      { line: 8, problem: expect.stringMatching(/^value is "9{40}…", which is no number$/) },
    ]);
  });

  it("ends at the first bad line where that is asked", async () => {
    const rows = ["timestamp,value", "1,5", "2,x"].join("\n");
    await expect(judged(rows, { badLines: "fail" })).rejects.toThrow('line 3 value is "x", which is no number');
  });

  it("names so many bad lines and counts the others", async () => {
    const { summary } = await judged(["timestamp,value", "1,1", ...Array.from({ length: 30 }, () => "x,1")].join("\n"));
    expect([summary.bad, summary.badLines.length]).toStrictEqual([30, 20]);
  });

  it("counts the lines that go back in time", async () => {
    const { summary } = await judged(["timestamp,value", "5,1", "3,1", "3,1", "4,1", "2,1"].join("\n"));
    expect(summary).toMatchObject({ judged: 5, backwards: 2 });
  });

  it("tells its progress by lines, and not what is behind the last", async () => {
    const told: number[] = [];
    const choose = () => chooseFor(false, detectors);
    const options: BatchOptions = { choose, verdicts: false, badLines: "skip" };
    const lines = linesOf(pieces("timestamp,value\n1,2\n2,3\n", 20));
    await runBatch(
      lines,
      () => Promise.resolve(),
      options,
      (line) => told.push(line),
    );
    expect(told).toStrictEqual([2, 3]);
  });

  it("judges each of several features by itself, and says which one it was", async () => {
    const rows = steady.map((row) => `${row},7`);
    const { lines } = await judged(["timestamp,a,b", ...rows, "21,11,900"].join("\n"), { verdicts: true });
    const { contributions, ...verdict } = JSON.parse(lines.at(-1) ?? "");
    expect(verdict).toMatchObject({
      is_anomaly: true,
      seen: 900,
      expected: 7,
      reason: expect.stringMatching(/^b: seen 900/),
    });
    expect(contributions.map(({ feature }: { feature: string }) => feature)).toStrictEqual(["b", "a"]);
    expect(contributions.reduce((sum: number, { share }: { share: number }) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it.each([
    ["", "the input is empty: expected a header such as timestamp,value"],
    ["timestamp,value", ""],
    ["value\n1", 'line 1 has one column: expected a header such as "timestamp,value"'],
    ["1,2\n3,4", 'line 1 is no header: the first line names the columns, as in "timestamp,value"'],
    ["time;value\n1;2,5", 'such as "timestamp,value" with commas, and points in decimals'],
    ["time\tvalue\n1\t2", 'such as "timestamp,value" with commas, and points in decimals'],
    ["\u001f\ufffd\u0008\0,x", "the input is no text: unpack it first"],
    ["timestamp,value\n01/02/2026,5\nsoon,6", 'no line can be read: line 2 "01/02/2026" is no timestamp'],
    ['"a,b\n1,2', 'line 1 has a quote astray: expected a header such as "timestamp,value"'],
    ["timestamp,name\n1,x", "line 1 has no column with numbers below it"],
  ])("tells what is wrong with %j", async (text, problem) => {
    if (problem === "") expect((await judged(text)).lines).toStrictEqual([`${text},anomaly_score`]);
    else await expect(judged(text)).rejects.toThrow(problem);
  });
});

describe("a batch of JSON lines", () => {
  it("gives a verdict for each, also while it learns", async () => {
    const rows = steady.map((row) =>
      JSON.stringify({
        timestamp: `2026-01-01 00:00:${row.slice(0, row.indexOf(",")).padStart(2, "0")}`,
        load: Number(row.split(",")[1]),
      }),
    );
    const { lines, summary } = await judged([...rows, '{"timestamp":"2026-01-01 00:00:30","load":500}'].join("\n"));
    expect(summary).toMatchObject({ features: ["load"], judged: 21, anomalies: 1 });
    expect(JSON.parse(lines[0] ?? "")).toStrictEqual({
      timestamp: "2026-01-01 00:00:01",
      detector: "iqr",
      is_anomaly: false,
      confidence_score: 0,
      score: 0,
      threshold: 0,
      reason: "still learning what is usual",
      recommendation: "Nothing to do.",
    });
    expect(JSON.parse(lines[20] ?? "")).toMatchObject({
      timestamp: "2026-01-01 00:00:30",
      is_anomaly: true,
      expected: 11,
      seen: 500,
      recommendation: expect.stringContaining("raised the series"),
    });
  });

  it("names what can't be read", async () => {
    const rows = ['{"ts":1,"a":1}', "{", "[1]", '{"ts":true,"a":1}', '{"ts":2,"a":"x"}', '{"ts":3}'];
    const { summary } = await judged(rows.join("\n"));
    expect(summary.judged).toBe(2);
    expect(summary.badLines).toStrictEqual([
      { line: 2, problem: "is no JSON object" },
      { line: 3, problem: "is no JSON object" },
      { line: 4, problem: "ts is no timestamp" },
      { line: 5, problem: "a is no number" },
    ]);
  });

  it.each([
    ["{", "line 1 is no JSON object: JSON lines hold a whole one each"],
    ["[\n{}", "the input is a JSON list: split it, as jq -c '.[]' does"],
    ['{"ts":1,"event":{"action":"login"}}', "iqr judges values"],
    ['{"a":1}', 'line 1 has no time: expected a field "timestamp"'],
    ['{"ts":1}', 'line 1 has neither numbers nor a field "event"'],
    ['{"ts":1,"event":"login"}', "iqr judges values, and the input holds events"],
  ])("tells what is wrong with %j", async (text, problem) => {
    await expect(judged(text)).rejects.toThrow(problem);
  });
});

describe("lines", () => {
  it("too long to be held are bad, and the next is read", async () => {
    const long = "9".repeat(3_000_000);
    const { summary } = await judged(`timestamp,value\n1,2\n2,${long}\n3,4\n`, {}, 65_536);
    expect(summary).toMatchObject({ judged: 2, badLines: [{ line: 3, problem: "is too long" }] });
  });
});

describe("cells", () => {
  it.each([
    ["a,b", ["a", "b"]],
    ['"a,b",c', ["a,b", "c"]],
    ['"say ""hi""",', ['say "hi"', ""]],
    [',"x",', ["", "x", ""]],
    ['"a"b', undefined],
    ['a"b,c', undefined],
  ])("of %j are read", (line, cells) => {
    expect(cellsOf(line)).toStrictEqual(cells);
  });
});

describe("timestamps", () => {
  it.each([
    ["2014-04-01 00:00:00", 1_396_310_400],
    ["2014-04-01T02:00:00.500+02:00", 1_396_310_400.5],
    ["2014-04-01T00:00Z", 1_396_310_400],
    ["2014-04-01 01:00:00 +0100", 1_396_310_400],
    ["2014-04-01", 1_396_310_400],
    ["1396310400", 1_396_310_400],
    [1_396_310_400.25, 1_396_310_400.25],
    ["1396310400500", 1_396_310_400.5],
    ["1396310400500000", 1_396_310_400.5],
    ["1396310400500000000", 1_396_310_400.5],
    ["2014-13-01", undefined],
    ["yesterday", undefined],
    ["", undefined],
  ])("as %j are read", (text, seconds) => {
    expect(timestampOf(text)).toBe(seconds);
  });
});

describe("the choice of a detector", () => {
  const [iqr] = detectors.filter(({ name }) => name === "iqr");
  if (iqr === undefined) throw new Error("there is no iqr");

  it("takes a declared name before a kind", () => {
    const declared = [{ name: "Odd", detector: "iqr", parameters: { sensitivity: 2 } }];
    expect(chooseNamed("Odd", detectors, declared)).toStrictEqual({ definition: iqr, parameters: { sensitivity: 2 } });
    expect(chooseNamed("iqr", detectors, declared)).toStrictEqual({ definition: iqr, parameters: {} });
    expect(chooseNamed("odd", [iqr], declared)).toBe('no detector "odd": expected one of Odd, iqr');
  });

  it("takes the only one that fits, where none is asked for", () => {
    expect(chooseFor(false, [iqr])).toStrictEqual({ definition: iqr, parameters: {} });
    expect(chooseFor(true, [iqr])).toBe("none of the detectors here judges events");
    expect(chooseFor(false, [iqr, { ...iqr, name: "grubbs" }])).toBe("name a detector for values: iqr, grubbs");
    expect(chooseFor(false, [iqr, { ...iqr, name: "auto" }])).toMatchObject({ definition: { name: "auto" } });
  });
});
