import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { type LoadResult, loadOrganisation, loadTenant, Sandbox } from "./index.ts";
import { brief, covered, DSL_DOUBLE, type ProjectDouble, projectDouble } from "./project-double.ts";

const sandbox = new Sandbox();
afterAll(() => sandbox.close());

let project: ProjectDouble;
beforeEach(() => {
  project = projectDouble();
});
afterEach(() => project.remove());

function loaded(tenant: string, more: Record<string, string> = {}, deadline = 5000): Promise<LoadResult> {
  const here = Object.fromEntries(Object.entries(more).map(([file, text]) => [`tenants/acme/${file}`, text]));
  project.write({ ...here, "tenants/acme/tenant.ts": tenant });
  return loadTenant(project.root, "acme", { sandbox, modules: { monitorgen: DSL_DOUBLE }, limits: { deadline } });
}

const IMPORTS = 'import { alert, metric, tenant, upTo } from "monitorgen";\n';

/** The findings in one line each, with the text that they point at and the suggestion. */
async function findings(code: string, more: Record<string, string> = {}, deadline?: number): Promise<string[]> {
  const result = await loaded(code, more, deadline);
  if (!("diagnostics" in result)) return [];
  return result.diagnostics.map((each) => {
    const next = each.suggestion === undefined ? "" : ` → ${each.suggestion}`;
    return `${brief(each)} ‹${covered(result.sources, each.at)}›${next}`;
  });
}

/** The findings of code that follows the imports of the DSL. */
function mistakes(code: string, more: Record<string, string> = {}, deadline?: number): Promise<string[]> {
  return findings(`${IMPORTS}${code}`, more, deadline);
}

describe("a declaration in TypeScript", () => {
  test("is plain data, from all of its files", async () => {
    const result = await loaded(
      `${IMPORTS}import { requests } from "./metrics.ts"; import { bound } from "./more.js"; import data from "./data.json";
      export default tenant("acme", { alerts: [alert("High", { when: requests.rate("5m").above(bound), data })] });`,
      {
        "metrics.ts": 'import { metric } from "monitorgen"; export const requests = metric("requests");',
        "more/index.ts": 'export const bound: string = "1%";',
        "more.ts": 'export * from "./more/index"; export type T = 1; export default 3;',
        "data.json": '{"a": [1]}',
      },
    );
    expect(result).toMatchObject({
      declaration: {
        tenant: "acme",
        alerts: {
          High: { when: { op: "above", bound: "1%", left: { op: "rate", window: "5m" } }, data: { a: [1] } },
        },
      },
      files: ["data.json", "metrics.ts", "more.ts", "more/index.ts", "tenant.ts"].map((file) => `tenants/acme/${file}`),
    });
    expect(JSON.stringify(result)).not.toMatch(/\$at|\$args/);
  });

  test("is the same, and its bundle too, wherever the project lies", async () => {
    const code = `${IMPORTS}export default tenant("acme", { at: new Error("x").stack });`;
    const first = await loaded(code);
    project.remove();
    project = projectDouble();
    expect(JSON.stringify(await loaded(code))).toBe(JSON.stringify(first));
  });

  test("carries what the DSL noticed, with places", async () => {
    const result = await loaded(`${IMPORTS}
      const doubled = alert("B", {});
      export default tenant("acme", { doubled, alerts: [] });`);
    expect(result).toMatchObject({
      mistakes: [{ path: [], name: "duplicate", property: "alerts", data: { name: "B" }, at: { line: 3, column: 23 } }],
    });
  });

  test("of the organisation is loaded the same way", async () => {
    project.write({
      "tenants/organisation.ts": 'import { organisation } from "monitorgen"; export default organisation("o", {});',
    });
    const options = { sandbox, modules: { monitorgen: DSL_DOUBLE } };
    expect(await loadOrganisation(project.root, options)).toMatchObject({ declaration: { organisation: "o" } });
    project.write({ "tenants/organisation.yaml": "" });
    expect(await loadOrganisation(project.root, options)).toMatchObject({
      diagnostics: [{ kind: { code: "MG1003" } }],
    });
    project.remove();
    expect(await loadOrganisation(project.root, options)).toBeUndefined();
  });

  test("is run with the DSL of the sources, by the process's own sandbox", async () => {
    project.write({
      "tenants/acme/tenant.ts": `import { tenant } from "monitorgen"; export default tenant("acme", { metrics: [], teams: [] });`,
    });
    expect(await loadTenant(project.root, "acme")).toMatchObject({ declaration: { tenant: "acme" } });
  });

  test("is not loaded where there is no such tenant", async () => {
    await loaded("");
    expect(await loadTenant(project.root, "acmee")).toMatchObject({ diagnostics: [{ kind: { code: "MG1002" } }] });
  });
});

describe("imports are refused", () => {
  test("of packages, of Node, of addresses and of absolute paths", async () => {
    expect(
      await findings(`import { readFileSync } from "fs";
import { x } from "node:child_process";
import l from "lodash";
import m from "monitorgn";
import u from "https://example.com/x.js";
import a from "/etc/passwd";
export { y } from "left-pad";
import type { T } from "node:fs";`),
    ).toEqual([
      'import-package 1:30 fs is a module of Node; a tenant imports "monitorgen" and files under tenants/ ‹"fs"›',
      'import-package 2:19 node:child_process is a module of Node; a tenant imports "monitorgen" and files under tenants/ ‹"node:child_process"›',
      'import-package 3:15 lodash is a package; a tenant imports "monitorgen" and files under tenants/ ‹"lodash"›',
      'import-package 4:15 monitorgn is a package; a tenant imports "monitorgen" and files under tenants/ ‹"monitorgn"› → did you mean "monitorgen"?',
      'import-package 5:15 https://example.com/x.js is an address; a tenant imports "monitorgen" and files under tenants/ ‹"https://example.com/x.js"›',
      'import-package 6:15 /etc/passwd is an absolute path; a tenant imports "monitorgen" and files under tenants/ ‹"/etc/passwd"›',
      'import-package 7:19 left-pad is a package; a tenant imports "monitorgen" and files under tenants/ ‹"left-pad"›',
    ]);
  });

  test("that climb out of tenants/, by dots or by links", async () => {
    project.write({ "secret.ts": "export default 1;", "folder/x.ts": "export const x = 1;", "tenants/acme/x.txt": "" });
    symlinkSync(join(project.root, "secret.ts"), join(project.root, "tenants/acme/link.ts"));
    symlinkSync(join(project.root, "folder"), join(project.root, "tenants/acme/linked"));
    expect(
      await findings(
        'import a from "../../secret.ts";\nimport b from "./link.ts";\nimport { x } from "./linked/x.ts"; import "../..";',
      ),
    ).toEqual([
      'import-outside 1:15 ../../secret.ts leads out of tenants/, and a build depends on nothing else ‹"../../secret.ts"› → move what you need under tenants/',
      'import-outside 2:15 ./link.ts leads out of tenants/, and a build depends on nothing else ‹"./link.ts"› → move what you need under tenants/',
      'import-outside 3:19 ./linked/x.ts leads out of tenants/, and a build depends on nothing else ‹"./linked/x.ts"› → move what you need under tenants/',
      'import-outside 3:43 ../.. leads out of tenants/, and a build depends on nothing else ‹"../.."› → move what you need under tenants/',
    ]);
  });

  test("of what isn't there or can't be read", async () => {
    const more = { "metrics.ts": "", "notes.txt": "", "bad.ts": "a\0", "sub/deep.ts": "" };
    expect(
      await findings(
        'import "./metrcs.ts"; import "./nowhere/x"; import "./notes.txt";\nimport "./sub/dep.ts"; import "./bad.ts";',
        more,
      ),
    ).toEqual([
      "not-text 1:2 a NUL character can't occur in a text ‹› → save the file as UTF-8",
      'import-missing 1:8 there is no ./metrcs.ts, only ./bad.ts or ./metrics.ts ‹"./metrcs.ts"› → did you mean "./metrics.ts"?',
      'import-missing 1:30 there is no ./nowhere/x ‹"./nowhere/x"›',
      'import-type 1:52 ./notes.txt is neither TypeScript, JavaScript nor JSON ‹"./notes.txt"›',
      'import-missing 2:8 there is no ./sub/dep.ts, only ./sub/deep.ts ‹"./sub/dep.ts"› → did you mean "./sub/deep.ts"?',
    ]);
  });

  test("while the code runs", async () => {
    expect(await findings('const a = import("./x.ts");\nimport(`fs`);')).toEqual([
      'import-form 1:11 import(…) is decided while the code runs; a tenant\'s imports are known before ‹import("./x.ts")› → import { … } from "./x.ts"; at the top of the file',
      'import-form 2:1 import(…) is decided while the code runs; a tenant\'s imports are known before ‹import(`fs`)› → import { … } from "fs"; at the top of the file',
    ]);
    expect(await findings('const é = 1; const a = require("fs");')).toEqual([
      'import-form 1:32 require(…) is decided while the code runs; a tenant\'s imports are known before ‹"fs"› → import { … } from "fs"; at the top of the file',
    ]);
    expect(await findings("const name = 'fs'; const a = require(name);")).toEqual([
      "no-host 1:30 require: tenants import with import … from ‹require›",
    ]);
  });

  test("of names that don't exist", async () => {
    const code = `import { bound, T } from "./more.ts"; import none from "./empty.ts"; export { y } from "./more.ts";`;
    expect(
      await findings(code, { "more.ts": "export const bounds = 1; export interface T {}", "empty.ts": "" }),
    ).toEqual([
      "import-name 1:10 ./more.ts has no bound, it has T or bounds ‹bound› → did you mean bounds?",
      "import-name 1:46 ./empty.ts exports nothing ‹none›",
      "import-name 1:79 ./more.ts has no y, it has T or bounds ‹y› → did you mean T?",
    ]);
    expect(
      await findings(
        'import { alerts, Metric, tenants as t } from "monitorgen";\nimport d from "monitorgen"; const m: Metric = 1; export default t(alerts, d);',
      ),
    ).toEqual([
      'import-name 1:10 "monitorgen" has no alerts, it has alert, metric, organisation, tenant or upTo ‹alerts› → did you mean alert?',
      'import-name 1:26 "monitorgen" has no tenants, it has alert, metric, organisation, tenant or upTo ‹tenants› → did you mean tenant?',
      'import-name 2:8 "monitorgen" has no default, it has alert, metric, organisation, tenant or upTo ‹d›',
    ]);
  });
});

describe("imports work", () => {
  test("between files that import each other, in JavaScript too", async () => {
    const code = `import { a, tenant } from "./a.mjs"; export default tenant("acme", { a, b: a() });`;
    const more = {
      "a.mjs": 'export * from "./b.mts"; export { tenant } from "monitorgen"; export function a() { return 1; }',
      "b.mts": 'export * from "./a.mjs"; export * as all from "./c.js"; export default class {}',
      "c.js": "export const c = 1; export { c as d, c as default };",
    };
    expect(await findings(code, more)).toEqual([
      "not-data 1:70 a function can't be part of a declaration, which is text, numbers, lists and records ‹a›",
    ]);
  });

  test("of names that are said to exist in files that can't be parsed, which is said instead", async () => {
    expect(
      await findings('import { a } from "./b.ts"; import { b } from "./gone.ts"; export default a + b;', {
        "b.ts": "const = 1;",
      }),
    ).toEqual([expect.stringContaining("syntax 1:7"), expect.stringContaining("import-missing 1:47")]);
  });

  test("of at most so many files", async () => {
    const more = Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`f${i}.ts`, `import "./f${i + 1}.ts";`]));
    const found = await mistakes('import "./f0.ts"; export default tenant("acme", {});', more);
    expect(found).toEqual([expect.stringMatching(/^too-many-files 1:1 .* more than 500 files/)]);
  });
});

describe("what can't be run is refused", () => {
  test("with every syntax error of every file", async () => {
    expect(await findings('import "./b.ts"; const a = [1;', { "b.ts": "const = 1;", "c.json": "{" })).toEqual([
      "syntax 1:7 unexpected token ‹=›",
      "syntax 1:30 expected `,` or `]` but found `;` ‹;›",
    ]);
    expect(await findings('import c from "./c.json"; export default c;', { "c.json": '{"ü": }' })).toEqual([
      'syntax 1:7 unexpected "}" in JSON ‹}›',
    ]);
  });

  test("with a default export that is no declaration", async () => {
    const none = "no-default-export 1:1 its default export is";
    const next = 'not what tenant(…) returns ‹export default› → export default tenant("…", { … });';
    expect(await findings("export const a = 1;")).toEqual([
      `${none} missing, not what tenant(…) returns ‹export const a = 1;› → export default tenant("…", { … });`,
    ]);
    expect(await findings("export default 3;")).toEqual([`${none} 3, ${next}`]);
    expect(await findings("export default [];")).toEqual([`${none} a list, ${next}`]);
    expect(await findings("export default {};")).toEqual([`${none} another record, ${next}`]);
    expect(await findings("export default async () => 1;")).toEqual([`${none} a function, ${next}`]);
    expect(await findings("export default { then() {} };")).toEqual([`${none} another record, ${next}`]);
  });

  test("with values that are no data, each at its place", async () => {
    const rest = "can't be part of a declaration, which is text, numbers, lists and records";
    expect(
      await mistakes(
        'const o: any = {}; o.o = o;\nexport default tenant("acme", { a: [1, undefined], b: { c: NaN }, d: () => 1, o });',
      ),
    ).toEqual([
      `not-data 3:40 undefined ${rest} ‹undefined›`,
      `not-data 3:60 NaN ${rest} ‹NaN›`,
      `not-data 3:70 a function ${rest} ‹() => 1›`,
      "cycle 3:79 written out, it would never end ‹o›",
    ]);
    expect(
      await mistakes(
        'let d: any = 1; for (let i = 0; i < 400; i++) d = { d };\nexport default tenant("acme", { d, ["__proto__"]: 1 });',
      ),
    ).toEqual(
      [
        "too-deep 3:33 more than 150 levels lie inside one another here ‹d›",
        'reserved-key 3:37 __proto__ has a meaning of its own in JavaScript and can\'t be a name here ‹"__proto__"›',
      ].map((line) => (line.startsWith("reserved") ? expect.stringContaining("reserved-key 3:") : line)),
    );
  });
});

describe("exceptions are told at their place", () => {
  test("with a message that can't act on a terminal", async () => {
    expect(
      await mistakes(
        'const fail = () => { throw new RangeError("a\\u001b[31m\\u202eb\\nc" + "x".repeat(999)); };\nfail();',
      ),
    ).toEqual([
      expect.stringMatching(/^exception 2:28 RangeError: a\\u\{1b\}\[31m\\u\{202e\}b cx{250,300} … ‹new RangeError/),
    ]);
    expect(await mistakes('throw "text";')).toEqual(['exception 2:1 text ‹throw "text";›']);
    expect(await mistakes('const m: any = metric("m"); (() => { return m.wher({}); })();')).toEqual([
      "unknown-method 2:47 m has no wher; it has above, by, rate and where ‹wher› → did you mean .where(…)?",
    ]);
    expect(await mistakes('throw "a"; throw "b";')).toEqual([expect.stringContaining("exception 1:1 a ‹")]);
  });

  test("where a method is misspelt, with the methods that there are", async () => {
    expect(await mistakes('const m = metric("m");\nm.rate("5m").wher({});')).toEqual([
      'unknown-method 3:14 m.rate("5m") has no wher; it has above, by, rate and where ‹wher› → did you mean .where(…)?',
    ]);
    expect(await mistakes('metric("m")["abov"]("1%");')).toEqual([
      'unknown-method 2:13 metric("m") has no abov; it has above, by, rate and where ‹"abov"› → did you mean .above(…)?',
    ]);
    expect(await mistakes("(upTo as any).foo();")).toEqual(["unknown-method 2:15 (upTo as any) has no foo ‹foo›"]);
    expect(await mistakes('metric("m").node();')).toEqual([
      'undefined-value 2:13 metric("m").node is no function here ‹node›',
    ]);
    expect(await mistakes("const f: any = 1; f();")).toEqual(["undefined-value 2:19 f is no function here ‹f›"]);
    expect(await mistakes("const f: any = {}; f.g?.h(); f.g.h();")).toEqual([
      "undefined-value 2:30 f.g is undefined, it has no h here ‹f.g›",
    ]);
    expect(await mistakes("const n: any = null; n[1] = 2;")).toEqual([
      "undefined-value 2:22 n is null, it has no 1 here ‹n›",
    ]);
    expect(await mistakes("const n: any = 1; new n.Foo();")).toEqual([expect.stringContaining("exception 2:")]);
  });

  test("where a name is not defined, with the nearest one or its import", async () => {
    expect(await findings('import { tenant } from "monitorgen";\nconst requests = 1;\nreqests + 1;')).toEqual([
      "undefined-name 3:1 nothing called reqests is declared or imported here ‹reqests› → did you mean requests?",
    ]);
    expect(await findings('import { tenant } from "monitorgen";\nalert("x", {});')).toEqual([
      'undefined-name 2:1 nothing called alert is declared or imported here ‹alert› → import { alert } from "monitorgen";',
    ]);
  });

  test("where the host or code from text is reached for", async () => {
    const found = async (code: string) => (await mistakes(code))[0];
    expect(await found("const now = Date.now();")).toBe(
      "no-host 2:13 Date: a declaration says the same each time it is read ‹Date›",
    );
    expect(await found("[1].map(() => Math.random());")).toBe(
      "no-host 2:20 Math.random: a declaration says the same each time it is read ‹random›",
    );
    expect(await found("process.exit(1);")).toContain("no-host 2:1 process: ");
    expect(await found('const f = [].at.constructor("return this")();')).toContain(
      "no-host 2:17 Function: code made from text",
    );
    expect(await found("(Array.prototype as any).x = 1;")).toContain("frozen 2:8 built-in objects can't be changed");
  });

  test("where it does not end", async () => {
    const recursing = await mistakes("const f = (n: number): number => f(n) + 1;\nf(1);");
    expect(recursing).toEqual(["recursion 2:34 f calls itself too deeply ‹f›"]);
    const tail = " it was stopped after 0.15 s; a declaration takes milliseconds";
    const next = " → look for a loop that does not end";
    expect(await mistakes("for (;;) {}", {}, 150)).toEqual([`deadline 2:1${tail} ‹for (;;) {}›${next}`]);
    expect(await mistakes("if (metric) { while (true) metric('x'); }", {}, 150)).toEqual([
      `deadline 2:15${tail} ‹while (true) metric('x');›${next}`,
    ]);
    const other = { "other.ts": 'import { metric } from "monitorgen"; export const m = metric("m");' };
    expect(await mistakes('import { m } from "./other.ts"; void m;\nfor (;;) {}', other, 150)).toEqual([
      `deadline 3:1${tail} ‹for (;;) {}›${next}`,
    ]);
    expect(await mistakes("[].sort.call({ length: 2 ** 31 } as any);", {}, 150)).toEqual([
      expect.stringContaining(`deadline 1:1${tail}`),
    ]);
    expect(await mistakes("await new Promise(() => {});")).toEqual([
      "unsettled 2:1 a top-level await waits for something that never comes: there is nothing to wait for in a declaration ‹await new Promise(() => {})› → remove the await",
    ]);
  });

  test("where it takes too much", async () => {
    const limits = { memory: 32 * 1024 * 1024, output: 1000 };
    project.write({ "tenants/acme/tenant.ts": `${IMPORTS}"x".repeat(2e8);` });
    const options = { sandbox, modules: { monitorgen: DSL_DOUBLE }, limits };
    expect(await loadTenant(project.root, "acme", options)).toMatchObject({
      diagnostics: [{ at: { line: 2, column: 5 }, reason: "it asked for more than 32 MiB" }],
    });
    project.write({ "tenants/acme/tenant.ts": `${IMPORTS}export default tenant("acme", { x: "x".repeat(2000) });` });
    expect(await loadTenant(project.root, "acme", options)).toMatchObject({
      diagnostics: [{ at: { line: 1 }, reason: "written out it has more than 1 KiB" }],
    });
  });
});
