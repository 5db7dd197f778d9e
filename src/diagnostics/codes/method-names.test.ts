import { expect, test } from "vitest";
import { inFull } from "./method-names.ts";

test.each([
  ["avgBy", "averageBy"],
  ["max_over", "maximumOver"],
  ["min", "minimum"],
  ["mean", "average"],
  ["gt", "above"],
  ["divide", "dividedBy"],
  ["rate", "rate"],
  ["toString", "toString"],
])("%s is called %s here", (method, expected) => expect(inFull(method)).toBe(expected));
