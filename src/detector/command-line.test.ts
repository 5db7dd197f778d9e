import { describe, expect, it } from "vitest";
import { readCommandLine } from "./command-line.ts";

const batch = ["--mode", "batch", "--input", "a.csv", "--output", "b.csv"];

describe("the sidecar's command line", () => {
  it("watches unless it is told to judge a file", () => {
    expect(readCommandLine([])).toMatchObject({ mode: "watch", verbose: false });
    expect(readCommandLine(["--mode", "watch", "--verbose"])).toMatchObject({ mode: "watch", verbose: true });
    expect(readCommandLine(batch)).toMatchObject({ mode: "batch", input: "a.csv", output: "b.csv", badLines: "skip" });
    expect(readCommandLine([...batch, "--detector", "iqr", "--bad-lines=fail", "--verdicts"])).toMatchObject({
      detector: "iqr",
      badLines: "fail",
      verdicts: true,
    });
  });

  it.each([
    [["--mode", "serve"], "--mode is serve: expected watch or batch"],
    [["--mode", "batch"], "--input FILE is missing"],
    [batch.slice(0, 4), "--output FILE is missing"],
    [[...batch, "--bad-lines", "drop"], "--bad-lines is drop: expected skip or fail"],
    [["--input", "a.csv"], "--input belongs to --mode batch"],
  ])("says what is wrong with %j", (argv, problem) => {
    expect(readCommandLine(argv)).toBe(problem);
  });
});
