import { expect, test } from "vitest";
import { manifestOf, parseManifest, printManifest, salvagedPaths, sha256Of } from "./manifest.ts";

const artifacts = [
  {
    path: "prometheus/rules.yaml",
    content: "groups: []\n",
    kind: "prometheus-rules",
    origins: ["alerts/B", "alerts/A", "alerts/B"],
  },
  { path: "README.md", content: "# Acme\n", kind: "readme", origins: ["tenant"] },
];
const manifest = manifestOf("acme", "production", artifacts);

test("a manifest lists files and origins sorted, with the hash of each content", () => {
  expect(manifest.files.map(({ path }) => path)).toEqual(["README.md", "prometheus/rules.yaml"]);
  expect(manifest.files[1]?.origins).toEqual(["alerts/A", "alerts/B"]);
  expect(manifest.files[0]?.sha256).toBe(sha256Of("# Acme\n"));
});

test("the order of the artifacts does not matter", () => {
  expect(printManifest(manifestOf("acme", "production", artifacts.toReversed()))).toBe(printManifest(manifest));
});

test("a manifest has a line for each file, and reads back as itself", () => {
  const text = printManifest(manifest);
  expect(text.split("\n").filter((line) => line.includes('"path"'))).toHaveLength(2);
  expect(parseManifest(text)).toEqual(manifest);
  expect(parseManifest(printManifest(manifestOf("acme", "production", [])))?.files).toEqual([]);
});

test.each([
  "",
  "[]",
  '{"name": "a web application", "icons": []}',
  printManifest(manifest).replace('"version": 1', '"version": 2'),
  printManifest(manifest).replace("README.md", "../../../etc/passwd"),
  printManifest(manifest).replace("README.md", "manifest.json"),
])("%j is no manifest", (text) => expect(parseManifest(text)).toBeUndefined());

test("what a damaged manifest names can still be told, paths that lead elsewhere apart", () => {
  const damaged = `<<<<<<< ours\n${printManifest(manifest)}=======\n{"path":"gone.md"},{"path":"../out"},{"path":"bad\\q"}\n`;
  expect(salvagedPaths(damaged)).toEqual(["README.md", "gone.md", "prometheus/rules.yaml"]);
});
