import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Place } from "../diagnostics/diagnostic.ts";
import { loadTenant, Sandbox } from "./index.ts";
import { covered, DSL_DOUBLE, type ProjectDouble, projectDouble } from "./project-double.ts";

const sandbox = new Sandbox();
afterAll(() => sandbox.close());

let project: ProjectDouble;
beforeEach(() => {
  project = projectDouble();
});
afterEach(() => project.remove());

type Locate = (path: string, more?: Omit<Place, "path">) => string;

/** A function that gives the text which a path, written with dots, is located at. */
async function places(code: string, more: Record<string, string> = {}): Promise<Locate> {
  const imports = 'import { alert, metric, tenant, upTo } from "monitorgen";\n';
  project.write({ ...more, "tenants/acme/tenant.ts": imports + code });
  const result = await loadTenant(project.root, "acme", { sandbox, modules: { monitorgen: DSL_DOUBLE } });
  if ("diagnostics" in result) throw new Error(result.diagnostics[0]?.reason);
  return (path, rest = {}) => {
    const steps = path === "" ? [] : path.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    const at = result.locate({ path: steps, ...rest });
    return `${at.file.replace("tenants/acme/", "")}:${at.line}:${at.column} ${covered(result.sources, at)}`;
  };
}

const KEY = { part: "key" } as const;

describe("a place in TypeScript is found", () => {
  test("at the call that made it, and at the properties of its arguments", async () => {
    const at = await places(`export default tenant("acme", {
  alerts: [
    alert("High", {
      for: "10m", "quoted": ["a", "b"],
      nested: { deep: [1, { leaf: true }] },
    }),
  ], one: alert("One", {}),
});`);
    expect(at("")).toBe("tenant.ts:2:16 tenant");
    expect(at("tenant")).toBe('tenant.ts:2:23 "acme"');
    expect(at("alerts")).toBe("tenant.ts:3:3 alerts");
    expect(at("alerts.High")).toBe("tenant.ts:4:5 alert");
    expect(at("alerts.High", KEY)).toBe('tenant.ts:4:11 "High"');
    expect(at("alerts.High.for")).toBe('tenant.ts:5:12 "10m"');
    expect(at("alerts.High.for", KEY)).toBe("tenant.ts:5:7 for");
    expect(at("alerts.High.quoted.1")).toBe('tenant.ts:5:35 "b"');
    expect(at("alerts.High.quoted", KEY)).toBe('tenant.ts:5:19 "quoted"');
    expect(at("alerts.High.nested.deep.1.leaf")).toBe("tenant.ts:6:35 true");
    expect(at("one")).toBe('tenant.ts:8:11 alert("One", {})');
  });

  test("at the nearest thing above, where it is missing", async () => {
    const at = await places(
      'export default tenant("acme", { alerts: [alert("High", { labels: { a: "b" }, list: [1] })] });',
    );
    expect(at("teams")).toBe("tenant.ts:2:16 tenant");
    expect(at("alerts.High.for")).toBe("tenant.ts:2:42 alert");
    expect(at("alerts.High.labels.missing")).toBe("tenant.ts:2:58 labels");
    expect(at("alerts.High.labels.a.b.c")).toBe('tenant.ts:2:71 "b"');
    expect(at("alerts.High.list.4")).toBe("tenant.ts:2:78 list");
    expect(at("alerts.Nope.for")).toBe("tenant.ts:2:33 alerts");
  });

  test("in chains of methods, by which argument became which property", async () => {
    const at = await places(
      `const r = metric("requests");
export default tenant("acme", { alerts: [alert("High", { when: r.where({ status: /5../ as any }).rate("5m").by("service", "route").above("1%") })] });`.replace(
        "/5../ as any",
        '"5.."',
      ),
    );
    expect(at("alerts.High.when")).toBe(
      'tenant.ts:3:124 above("1%")'.replace("124", String(at("alerts.High.when").split(/[: ]/)[2])),
    );
    expect(at("alerts.High.when.bound")).toMatch(/ "1%"$/);
    expect(at("alerts.High.when.left")).toMatch(/ by\("service", "route"\)$/);
    expect(at("alerts.High.when.left.by.1")).toMatch(/ "route"$/);
    expect(at("alerts.High.when.left.by")).toMatch(/ "service"$/);
    expect(at("alerts.High.when.left.of.window")).toMatch(/ "5m"$/);
    expect(at("alerts.High.when.left.of.of.where.status")).toMatch(/ "5.."$/);
    expect(at("alerts.High.when.left.of.of.where.status", KEY)).toMatch(/ status$/);
    expect(at("alerts.High.when.left.of.of.of.metric")).toBe('tenant.ts:2:18 "requests"');
    expect(at("alerts.High.when.unknown")).toMatch(/ above$/);
  });

  test("through names, spreads, shorthands and what only types need", async () => {
    const at = await places(`const wait = "10m";
const shared = { keep: "5m", labels: { a: "1" } } as const;
const owner = { name: "music" };
const computed = "x";
const twice = (() => { const value = 1; return value; })();
const rest = ["b", "c"];
export default tenant("acme", {
  alerts: [alert("High", { ...shared, for: (wait as string), owner, text: \`template\`, list: ["a", ...rest], [computed]: 1,
    twice, up: upTo(200), satisfied: ({ a: 1 } satisfies object)!, sum: wait + "x", 7: "seven" })],
});`);
    expect(at("alerts.High.for")).toBe('tenant.ts:2:14 "10m"');
    expect(at("alerts.High.keep")).toBe('tenant.ts:3:24 "5m"');
    expect(at("alerts.High.labels.a")).toBe('tenant.ts:3:43 "1"');
    expect(at("alerts.High.owner")).toBe("tenant.ts:9:62 owner");
    expect(at("alerts.High.owner.name")).toBe('tenant.ts:4:23 "music"');
    expect(at("alerts.High.text")).toBe("tenant.ts:9:75 `template`");
    expect(at("alerts.High.list.0")).toMatch(/"a"$/);
    expect(at("alerts.High.list.2")).toBe("tenant.ts:9:87 list");
    expect(at("alerts.High.x")).toBe("tenant.ts:9:12 alert");
    expect(at("alerts.High.twice")).toBe("tenant.ts:10:5 twice");
    expect(at("alerts.High.up.upTo")).toMatch(/ upTo\(200\)$/);
    expect(at("alerts.High.satisfied.a")).toMatch(/ 1$/);
    expect(at("alerts.High.sum")).toMatch(/ wait \+ "x"$/);
    expect(at("alerts.High.7")).toMatch(/ "seven"$/);
  });

  test("in the file and the helper that made it", async () => {
    const at = await places(
      `import { made } from "./helper.ts";
const mine = (name: string) => alert(name, { for: "1m" });
export default tenant("acme", { alerts: [made("A"), ...["B", "C"].map((name) => mine(name)), (alert)("D", {}), alert?.("E", { for: "2m" }), [alert][0]!("F", { for: "3m" })] });`,
      {
        "tenants/acme/helper.ts":
          '\nimport { alert } from "monitorgen";\nexport function made(name: string) {\n  return alert(name, { for: "9m" });\n}\n',
      },
    );
    expect(at("alerts.A.for")).toBe('helper.ts:4:29 "9m"');
    expect(at("alerts.B.for")).toBe('tenant.ts:3:51 "1m"');
    expect(at("alerts.C", KEY)).toBe("tenant.ts:3:38 name");
    expect(at("alerts.D")).toMatch(/ \(?alert\)?\("D", \{\}\)$/);
    expect(at("alerts.E.for")).toMatch(/ "2m"$/);
  });

  test("down to characters in a text, where the text is written as it is", async () => {
    const at = await places(
      `export default tenant("acme", { plain: "one two", template: \`one two\`, escaped: "one\\ttwo", made: "one" + " two", é: "ü 😀 x" });`,
    );
    const span = { span: { start: 4, end: 7 } };
    expect(at("plain", span)).toBe("tenant.ts:2:45 two");
    expect(at("template", span)).toMatch(/ two$/);
    expect(at("escaped", span)).toMatch(/ "one\\ttwo"$/);
    expect(at("made", span)).toMatch(/ "one" \+ " two"$/);
    expect(at("plain", { span: { start: 4, end: 99 } })).toMatch(/ "one two"$/);
    expect(at("é", { span: { start: 2, end: 4 } })).toMatch(/ 😀$/);
  });

  test("in files with other line ends and marks", async () => {
    const at = await places(
      '\ufeffconst a = "\u2028";\r\nexport default tenant("acme", {\r\n  a, b: "c" });'.replace("\ufeff", ""),
    );
    expect(at("b")).toBe('tenant.ts:4:9 "c"');
  });

  test("at the start of the tenant's file, where no call was recorded", async () => {
    const at = await places(
      'const real = tenant("acme", {}); export default { tenant: "acme", $at: "(tenant.js:999:1) tenant.js:0:0", $args: 1 } as any;',
    );
    expect(at("tenant")).toMatch(/^tenant\.ts:1:1 /);
  });
});
