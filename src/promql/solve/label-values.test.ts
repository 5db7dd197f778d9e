import { expect, test } from "vitest";
import { candidatesOf } from "./label-values.ts";

test("a label that people know has the values that they know", () => {
  expect(candidatesOf("instance", undefined, [])[0]).toBe("host-1:9100");
});

test.each(["constructor", "__proto__", "toString"])("a label called %s is a label like any other", (label) => {
  expect(candidatesOf(label, ["a"], []).slice(0, 3)).toEqual(["a", `${label}-1`, `another-${label}`]);
});
