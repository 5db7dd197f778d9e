import fc from "fast-check";
import { expect, test } from "vitest";
import { collisions, parentsOf, pathProblem } from "./artifact-path.ts";

test.each(["README.md", "prometheus/rules/alerts.yaml", "runbooks/Überlast.md", ".env.example", "a b/c-d_e.json"])(
  "%s is a path",
  (path) => expect(pathProblem(path)).toBeUndefined(),
);

test.each([
  ["", "it is empty"],
  ["/etc/passwd", "it is absolute"],
  ["c:/windows", "it is absolute"],
  ["\\\\server\\share", "it is absolute"],
  ["../other/README.md", "it leads out of its folder"],
  ["rules/../../x", "it leads out of its folder"],
  ["./x", "it leads out of its folder"],
  ["rules//x", "it has an empty name between slashes"],
  ["rules/", "it has an empty name between slashes"],
  ["rules\\x", 'it has one of \\ : * ? " < > |'],
  ["what?.md", 'it has one of \\ : * ? " < > |'],
  ["a\nb", "it has a character that can't be seen"],
  ["a\u202eb", "it has a character that can't be seen"],
  ["a\ud800b", "it has a character that can't be seen"],
  ["runbooks/CON.md", "it has a name that Windows keeps for a device"],
  ["runbooks/lpt1", "it has a name that Windows keeps for a device"],
  ["trailing.", "it has a name that ends with a dot or a space"],
  ["trailing /x", "it has a name that ends with a dot or a space"],
  ["a".repeat(201), "it is too long"],
  ["ü".repeat(101), "it is too long"],
  [`${"a/".repeat(200)}a`, "it is too long"],
  ["manifest.json", "monitorgen keeps its own records there"],
  [".monitorgen-build/0", "monitorgen keeps its own records there"],
  [".Monitorgen-Build/0", "monitorgen keeps its own records there"],
])("%j is refused: %s", (path, problem) => expect(pathProblem(path)).toBe(problem));

test("no path that is accepted leads out of its folder", () => {
  const name = fc.oneof(fc.constantFrom("..", ".", "", "a", "~", "C:"), fc.string());
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (names) => {
      const path = names.join("/");
      if (pathProblem(path) !== undefined) return;
      const { pathname } = new URL(path.split("/").map(encodeURIComponent).join("/"), "file:///root/folder/");
      expect(pathname.startsWith("/root/folder/")).toBe(true);
    }),
  );
});

test("paths that differ in letter case alone collide", () => {
  expect(collisions(["runbooks/Disk.md", "runbooks/disk.md"])).toEqual([
    { path: "runbooks/disk.md", other: "runbooks/Disk.md" },
  ]);
});

test("paths that differ in the composition of their letters alone collide", () => {
  expect(collisions(["\u00fc.md", "u\u0308.md"])).toHaveLength(1);
});

test("a file collides with a folder of its name, whichever comes first", () => {
  expect(collisions(["a", "A/b"])).toEqual([{ path: "A/b", other: "a" }]);
  expect(collisions(["A/b", "a"])).toEqual([{ path: "a", other: "A/b" }]);
});

test("a path that is there twice collides with itself, and with the manifest in other letters", () => {
  expect(collisions(["x", "x"])).toEqual([{ path: "x", other: "x" }]);
  expect(collisions(["Manifest.json"])).toEqual([{ path: "Manifest.json", other: "manifest.json" }]);
});

test("neighbours don't collide", () => expect(collisions(["a/b", "a/c", "b/a", "ab"])).toEqual([]));

test("parents are given from the nearest to the farthest", () => {
  expect(parentsOf("a/b/c.md")).toEqual(["a/b", "a"]);
  expect(parentsOf("c.md")).toEqual([]);
});
