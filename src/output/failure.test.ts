import { expect, test } from "vitest";
import { OutputFailure, onMachine } from "./failure.ts";

const refused = (code: string) => () => {
  throw Object.assign(new Error(code), { code });
};

test.each([
  ["ENOSPC", "no space is left on the disk"],
  ["EROFS", "the file system is read-only"],
  ["EACCES", "permission denied"],
  ["EWHATEVER", "the system says EWHATEVER"],
])("%s is told in words", (code, words) => {
  expect(() => onMachine("output/acme", refused(code))).toThrow(new OutputFailure("output/acme", words));
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
