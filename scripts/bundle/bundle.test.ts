import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Metafile } from "esbuild";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keepReachable } from "./declarations.ts";
import { noticeOf, thirdParties } from "./third-party.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "monitorgen-bundle-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

test("only declarations that the entry leads to are kept", () => {
  write({
    "index.d.ts": 'export * from "./dsl/index.js";\nimport type {\n  A,\n} from "./values/a.js";\n',
    "dsl/index.d.ts": 'export declare const x: import("../values/b.js").B;\n',
    "values/a.d.ts": "export type A = 1;\n",
    "values/b.d.ts": 'export { B } from "./a.js";\n',
    "values/unused.d.ts": "",
    "cli/deep/main.d.ts": 'import "zod";\n',
  });
  expect(keepReachable(folder, ["index.d.ts"])).toEqual([
    "dsl/index.d.ts",
    "index.d.ts",
    "values/a.d.ts",
    "values/b.d.ts",
  ]);
  expect(existsSync(join(folder, "values/unused.d.ts"))).toBe(false);
  expect(existsSync(join(folder, "cli"))).toBe(false);
});

test("a public type that needs a package is refused", () => {
  write({ "index.d.ts": 'import { z } from "zod";\nexport type Schema = z.ZodType;\n' });
  expect(() => keepReachable(folder, ["index.d.ts"])).toThrow("index.d.ts is public and needs the types of zod");
});

const inside = (...names: readonly string[]): Metafile => {
  const inputs = names.map((name) => [`node_modules/${name}/index.js`, { bytesInOutput: 9 }]);
  const unused = { "node_modules/unused/index.js": { bytesInOutput: 0 } };
  const output = { bytes: 9, inputs: { ...Object.fromEntries(inputs), ...unused }, imports: [], exports: [] };
  return { inputs: {}, outputs: { "dist/cli.js": output } };
};

test("the licences of what is inside are passed on, each package once", () => {
  write({
    "node_modules/zoo/package.json": '{"name": "zoo", "version": "1.2.3", "license": "MIT"}',
    "node_modules/zoo/LICENSE.md": "MIT, by the zoo\n",
    "node_modules/zoo/licenses.js": "",
    "node_modules/@acme/ant/package.json": '{"name": "@acme/ant", "version": "2.0.0", "license": "Apache-2.0"}',
    "node_modules/@acme/ant/LICENSE": "Apache\n",
    "node_modules/@acme/ant/NOTICE": "Acme wrote this\n",
  });
  const notice = noticeOf(thirdParties([inside("zoo", "@acme/ant"), inside("zoo")], folder));
  expect(notice.split("\n").slice(2, 5)).toEqual(["  @acme/ant 2.0.0 (Apache-2.0)", "  zoo 1.2.3 (MIT)", ""]);
  expect(notice).toContain("\n@acme/ant 2.0.0\n\nApache\n\nAcme wrote this\n");
  expect(notice.match(/MIT, by the zoo/g)).toHaveLength(1);
});

test.each([
  ['{"name": "zoo", "license": "GPL-3.0-only"}', "zoo: the licence GPL-3.0-only is none of 0BSD, Apache-2.0"],
  ['{"name": "zoo"}', "zoo: the licence undefined is none of"],
  ['{"name": "zoo", "license": "MIT"}', "zoo: the package has no licence file"],
])("a package that says %s can't be inside", (description, told) => {
  write({ "node_modules/zoo/package.json": description });
  expect(() => thirdParties([inside("zoo")], folder)).toThrow(told);
});
