import { describe, expect, test } from "vitest";
import { goVersion } from "./from-go.ts";
import { compareVersions, parseVersion, printedVersion } from "./version.ts";

describe("a version", () => {
  test.each([
    ["3.15.0", [3, 15, 0]],
    ["v0.34.2", [0, 34, 2]],
    ["2.42", [2, 42, 0]],
    ["3.5.0-rc.1", [3, 5, 0]],
    ["2.42.0+ds-5+deb12u1", [2, 42, 0]],
    [" 1.2.3\n", [1, 2, 3]],
  ])("%j is read", (text, version) => expect(parseVersion(text)).toEqual(version));

  test.each(["", "3", "three", "1.2.3.4", ".work-x", "1..2"])("%j is none", (text) => {
    expect(parseVersion(text)).toBeUndefined();
  });

  test("is compared number by number, not letter by letter", () => {
    expect(compareVersions([0, 25, 0], [0, 26, 0])).toBeLessThan(0);
    expect(compareVersions([3, 9, 9], [3, 15, 0])).toBeLessThan(0);
    expect(compareVersions([3, 15, 0], [3, 15, 0])).toBe(0);
    expect(compareVersions([10, 0, 0], [9, 99, 99])).toBeGreaterThan(0);
  });

  test("is found in what the tools print", () => {
    const debian = "amtool, version 0.25.0 (branch: debian/sid, revision: 0.25.0-1+b4)\n  go version:       go1.19.8\n";
    expect(printedVersion(debian)).toEqual([0, 25, 0]);
    expect(printedVersion("promtool, version 3.15.0 (branch: , revision: unknown)")).toEqual([3, 15, 0]);
    expect(printedVersion("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)")).toEqual([15, 14, 0]);
    expect(printedVersion("promtool, version  (branch: , revision: unknown)\n  go version: go1.26.8")).toBeUndefined();
    expect(goVersion("go version go1.26.8 linux/amd64")).toEqual([1, 26, 8]);
    expect(goVersion("go version devel go1.27-abc linux/amd64")).toEqual([1, 27, 0]);
  });
});
