import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { detectors } from "../detectors/index.ts";
import { chooseNamed } from "./choose.ts";
import { runBatchFiles, written } from "./files.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "batch-"));
});
afterEach(() => rm(folder, { recursive: true }));

const TEXT = "timestamp,value\n1,2\n2,x\n";

function run(input: string, output: string, badLines: "skip" | "fail" = "skip") {
  const piped: string[] = [];
  const streams = {
    async *read() {
      yield TEXT;
    },
    async write(text: string) {
      piped.push(text);
    },
  };
  const place = (name: string) => (name === "-" ? name : join(folder, name));
  const files = { input: place(input), output: place(output) };
  const choose = () => chooseNamed("iqr", detectors, []);
  return runBatchFiles(files, streams, { choose, verdicts: false, badLines }, () => undefined).then((summary) => ({
    summary,
    piped: piped.join(""),
  }));
}

const text = (name: string) => readFileSync(join(folder, name), "utf8");

describe("a batch of files", () => {
  it("writes the output when it is whole, and nothing beside it", async () => {
    await writeFile(join(folder, "in.csv"), TEXT);
    await run("in.csv", "out.csv");
    expect(text("out.csv")).toBe("timestamp,value,anomaly_score\n1,2,0\n");
    expect(readdirSync(folder).sort()).toStrictEqual(["in.csv", "out.csv"]);
  });

  it("leaves an output of before as it was where a bad line ends it", async () => {
    await writeFile(join(folder, "in.csv"), TEXT);
    await writeFile(join(folder, "out.csv"), "before");
    await expect(run("in.csv", "out.csv", "fail")).rejects.toThrow('line 3 value is "x", which is no number');
    expect(text("out.csv")).toBe("before");
    expect(readdirSync(folder).sort()).toStrictEqual(["in.csv", "out.csv"]);
  });

  it("takes what is piped in, and pipes out", async () => {
    expect((await run("-", "-")).piped).toBe("timestamp,value,anomaly_score\n1,2,0\n");
  });

  it("never writes over its input, under no name", async () => {
    await writeFile(join(folder, "in.csv"), TEXT);
    await symlink(join(folder, "in.csv"), join(folder, "other.csv"));
    await expect(run("in.csv", "in.csv")).rejects.toThrow("is the input: name another file for the output");
    await expect(run("in.csv", "other.csv")).rejects.toThrow("is the input");
    expect(text("in.csv")).toBe(TEXT);
  });

  it("says what it can't read or write", async () => {
    await writeFile(join(folder, "in.csv"), TEXT);
    await expect(run("none.csv", "out.csv")).rejects.toThrow(/none\.csv can't be read: ENOENT/);
    await expect(run(".", "out.csv")).rejects.toThrow("is a folder: name a file of CSV or JSON lines");
    await expect(run("in.csv", "none/out.csv")).rejects.toThrow(/out\.csv can't be written: ENOENT/);
    expect(existsSync(join(folder, "out.csv"))).toBe(false);
  });

  it("waits where what it writes to is full", async () => {
    const narrow = new PassThrough({ highWaterMark: 1 });
    let isTaken = false;
    const taken = written(narrow, "much").then(() => {
      isTaken = true;
    });
    await Promise.resolve();
    expect(isTaken).toBe(false);
    narrow.resume();
    await taken;
  });
});
