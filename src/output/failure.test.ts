import { expect, test } from "vitest";
import { OutputFailure, onMachine } from "./failure.ts";

const refused = (code: string) => () => {
  throw Object.assign(new Error(code), { code });
};

test.each([
  ["ENOSPC", "no space is left on the disk"],
  ["EROFS", "the file system is read-only"],
  ["ENOENT", "the system lets no folder be made there"],
  ["EACCES", "permission denied"],
  ["EWHATEVER", "the system says EWHATEVER"],
])("%s is told in words", (code, words) => {
  expect(() => onMachine("output/acme", refused(code))).toThrow(`output/acme: ${words}`);
});

test("what helps is said, too, as a command where there is one", () => {
  for (const [code, help] of [
    ["EACCES", "see who may write there: ls -ld 'it'\\''s'"],
    ["EROFS", "build into another folder: monitorgen build --out <dir>"],
    [
      "ENOSPC",
      "make room, then build again; what there is: df -h 'it'\\''s', and df -i 'it'\\''s' for the number of files",
    ],
    ["EWHATEVER", undefined],
  ] as const) {
    let suggestion: string | undefined;
    try {
      onMachine("it's", refused(code));
    } catch (error) {
      if (error instanceof OutputFailure) ({ suggestion } = error);
    }
    expect(suggestion).toBe(help);
  }
});

test("an error that isn't the system's stays what it is", () => {
  const bug = new TypeError("a bug");
  expect(() =>
    onMachine("output", () => {
      throw bug;
    }),
  ).toThrow(bug);
});

test("the place that was named first is kept", () => {
  expect(() => onMachine("output", () => onMachine("output/acme", refused("EIO")))).toThrow(
    "output/acme: the disk reports an error",
  );
});
