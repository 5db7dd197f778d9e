import { expect, test } from "vitest";
import { framesOf, separate } from "./recording.ts";

const AT =
  "    at recorded (monitorgen:1:1)\n    at alert (monitorgen:2:2)\n    at f (tenant.js:3:4)\n    at <anonymous> (tenant.js:5:6)\n";

test("what the DSL adds to nodes is taken out and kept by place", () => {
  const found = separate({
    $at: AT,
    $args: ["tenant", 1],
    $mistakes: [
      { name: "duplicate", property: "list", data: { name: "x", $at: AT } },
      { name: "bare" },
      { data: {} },
      "nonsense",
    ],
    list: [1, { $at: AT, plain: { a: null } }],
  });
  expect(found.declaration).toEqual({ list: [1, { plain: { a: null } }] });
  expect(found.recording.call).toEqual({ at: "3:4;5:6", args: ["tenant"] });
  expect(found.recording.children.get("list")?.children.get(1)?.call).toEqual({ at: "3:4;5:6", args: [] });
  expect(found.mistakes).toEqual([
    { path: [], name: "duplicate", property: "list", data: { name: "x" }, at: "3:4;5:6" },
    { path: [], name: "bare", data: {} },
  ]);
});

test("what is no data is found at its path, and so are reserved keys", () => {
  const value: unknown = JSON.parse('{"a":[{"$unrepresentable":"NaN"}],"__proto__":{"x":1}}');
  const found = separate(value);
  expect(found.unrepresentable).toEqual([{ path: ["a", 0], what: "NaN" }]);
  expect(found.reserved).toEqual([{ path: [], key: "__proto__" }]);
  expect(Object.getPrototypeOf(found.declaration)).toBeNull();
  expect(separate("text")).toMatchObject({ declaration: "text", recording: { children: new Map() } });
});

test("too many levels are cut", () => {
  let deep: unknown = 1;
  for (let level = 0; level < 1000; level++) deep = [deep];
  expect(separate(deep).unrepresentable).toMatchObject([{ what: "depth" }]);
});

test("frames are those of the bundle, three at most", () => {
  expect(framesOf(AT)).toBe("3:4;5:6");
  expect(framesOf("at tenant.js:1:2\n".repeat(9))).toBe("1:2;1:2;1:2");
  expect(framesOf("nothing")).toBe("");
});
