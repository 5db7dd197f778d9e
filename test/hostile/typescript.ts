import type { HostileFiles } from "./project.ts";

/** A tenant that means harm, or might as well. */
export interface Hostile {
  readonly what: string;
  readonly files: HostileFiles;
}

const IMPORTS = `import { alert, channel, counter, secret, team, tenant } from "monitorgen";
import { errorRatio, metrics, music } from "../base.ts";
`;

/** Statements of a tenant.ts, and its default export, whose properties come last. */
function tenant(what: string, statements: string, properties = "", more: HostileFiles = {}): Hostile {
  const end = `export default tenant("acme", { metrics, teams: [music], ${properties} } as any);\n`;
  return { what, files: { "tenants/acme/tenant.ts": `${IMPORTS}${statements}\n${end}`, ...more } };
}

const often = (text: string, count: number): string => text.repeat(count);

const THROWS: readonly Hostile[] = [
  tenant("throws a text", 'throw "no";'),
  tenant("throws nothing", "throw undefined;"),
  tenant("throws null", "throw null;"),
  tenant("throws a symbol", 'throw Symbol("s");'),
  tenant(
    "throws what throws when it is read",
    'throw { get message() { throw new Error("message"); }, get stack() { throw 1; }, get name() { throw 2; } };',
  ),
  tenant(
    "throws what throws when it becomes a text",
    "throw { message: { toString() { throw 1; } }, name: { [Symbol.toPrimitive]() { throw 2; } }, stack: 5 };",
  ),
  tenant(
    "throws a proxy",
    "throw new Proxy({}, { get() { throw new Error('trap'); }, getPrototypeOf() { throw 1; } });",
  ),
  tenant(
    "throws an error that names another file",
    "const e = new Error('x'); e.stack = 'at f (tenant.js:999999:1)\\nat g (/etc/passwd:1:1)'; throw e;",
  ),
  tenant("throws a long message", "throw new Error('x'.repeat(1e6));"),
  tenant("throws a message for terminals", "throw new Error('\\u001b[2J\\u202egnihtyna\\u0007\\r\\n\\u0000');"),
  tenant("throws in a getter", "", "get title() { throw new Error('in a getter'); }"),
  tenant("throws in a proxy", "", "slos: new Proxy([], { get() { throw new Error('in a trap'); } })"),
  tenant("throws in toJSON", "", "title: { toJSON() { throw new Error('in toJSON'); } }"),
  tenant("throws in a thenable", "", "title: { get then() { throw new Error('in then'); } }"),
  tenant(
    "throws in a summary",
    "",
    'alerts: [alert("A", { when: errorRatio.above("1%"), severity: "page", owner: music, summary: () => { throw new Error("in a text"); } })]',
  ),
  tenant("throws in a promise", "const later = Promise.reject(new Error('rejected')); await later;"),
  tenant("throws in a generator", "function* g() { throw new Error('in a generator'); } [...g()];"),
];

const REACHES: readonly Hostile[] = [
  tenant("makes code of text through a constructor", 'const found = [].constructor.constructor("return process")();'),
  tenant("makes code of text through an async function", 'const f = (async () => {}).constructor("return 1");'),
  tenant(
    "makes code of text through a generator",
    "const f = Object.getPrototypeOf(function* () {}).constructor('yield 1');",
  ),
  tenant("evaluates text", 'eval("1");'),
  tenant("evaluates text by another name", 'const run = globalThis.eval; (0, run)("process");'),
  tenant("reads the environment", "const key = process.env.AWS_SECRET_ACCESS_KEY;"),
  tenant("requires a module", 'const fs = require("fs");'),
  tenant("requires what is computed", 'const name = "f" + "s"; const fs = require(name);'),
  tenant("imports while it runs", 'const fs = await import("node:fs");'),
  tenant("imports what is computed", 'const name = "node:" + "fs"; const fs = await import(name);'),
  tenant("asks where it is", "const here = import.meta.url.slice(8);"),
  tenant(
    "walks the global object",
    "const found = Object.getOwnPropertyNames(globalThis).filter((name) => /host|process|require|settle|std/.test(name)); if (found.length > 0) throw new Error(found.join()); throw new Error('nothing but the language');",
  ),
  tenant(
    "reads the stack's structure",
    "(Error as any).prepareStackTrace = (_: unknown, frames: any) => frames; throw new Error(typeof new Error('x').stack);",
  ),
  tenant("asks for the time", "const now = Date.now();"),
  tenant("asks for a random number", "const dice = Math.random();"),
  tenant("waits", "await new Promise((resolve) => setTimeout(resolve, 1));"),
  tenant("waits for ever", "await new Promise(() => {});"),
  tenant("fetches", 'await fetch("http://169.254.169.254/latest/meta-data/");'),
  tenant("opens a worker", "new Worker('x');"),
  tenant("compiles WebAssembly", "const m = new WebAssembly.Module(new Uint8Array(8));"),
  tenant("is a promise", "", "title: Promise.resolve('x'), description: (async () => 'x')()"),
];

const POLLUTES: readonly Hostile[] = [
  tenant("adds to every object", "(Object.prototype as any).severity = 'page';"),
  tenant("adds to every object by another way", "({} as any).__proto__.polluted = true;"),
  tenant("adds to every object by its constructor", "({} as any).constructor.prototype.polluted = true;"),
  tenant("replaces how lists are walked", "(Array.prototype as any)[Symbol.iterator] = function* () {};"),
  tenant("replaces map", "Array.prototype.map = () => [];"),
  tenant("replaces JSON", "(globalThis as any).JSON = { stringify: () => '{}' };"),
  tenant("replaces a function of JSON", "JSON.stringify = (() => '{\"exports\":[]}') as any;"),
  tenant("replaces Map", "(globalThis as any).Map = class {};"),
  tenant("defines over Object", "Object.defineProperty(Object.prototype, 'toJSON', { value: () => 1 });"),
  tenant("replaces an iterator", "Object.getPrototypeOf([][Symbol.iterator]()).next = () => ({ done: true });"),
  tenant("replaces a function of the DSL", "(alert as any) = () => ({});"),
  tenant("changes the module of the DSL", 'import * as dsl from "monitorgen"; (dsl as any).alert = () => ({});'),
  tenant("sets the prototype of its declaration", "", "__proto__: { title: 5 }, title: 5"),
  tenant("has a key that is none", "", 'slos: JSON.parse(\'{"__proto__": {"polluted": true}}\')'),
];

const IMPORTED: readonly Hostile[] = [
  tenant("imports fs", 'import { readFileSync } from "fs"; readFileSync("/etc/passwd");'),
  tenant("imports node:fs", 'import fs from "node:fs"; fs.readFileSync("/etc/passwd");'),
  tenant("imports an address", 'import x from "https://example.com/x.js"; x();'),
  tenant("imports data", 'import x from "data:text/javascript,export default 1"; x();'),
  tenant("imports a package", 'import lodash from "lodash"; lodash();'),
  tenant("imports a package by its path", 'import x from "../../node_modules/lodash/index.js"; x();'),
  tenant("climbs out", 'import x from "../../secret.ts"; x();', "", { "secret.ts": "export default 1;" }),
  tenant("climbs far out", `import x from "${often("../", 30)}etc/passwd"; x();`),
  tenant("imports an absolute path", 'import x from "/etc/passwd"; x();'),
  tenant("imports a path of Windows", 'import x from "C:\\\\secret.ts"; x();'),
  tenant("imports a file address", 'import x from "file:///etc/passwd"; x();'),
  tenant("imports a folder above", 'import x from "../.."; x();'),
  tenant("imports a native module", 'import x from "./x.node"; x();', "", { "tenants/acme/x.node": "\u007fELF" }),
  tenant("imports WebAssembly", 'import x from "./x.wasm"; x();', "", { "tenants/acme/x.wasm": "\u0000asm" }),
  tenant("imports a style sheet", 'import "./x.css";', "", { "tenants/acme/x.css": "@import 'http://example.com';" }),
  tenant("imports with attributes", 'import x from "./x.txt" with { type: "text" }; x();', "", {
    "tenants/acme/x.txt": "x",
  }),
  tenant("imports JSON that is none", 'import x from "./x.json"; x();', "", { "tenants/acme/x.json": "{ // }" }),
  tenant("imports itself", 'import self from "./tenant.ts"; self.x();'),
  tenant("writes a hole in the path", 'import x from "./a\\u0000.ts"; x();'),
  tenant("imports by hidden characters", 'import x from "./\u202ets.x"; x();'),
];

const DEEP: readonly Hostile[] = [
  tenant("nests lists", `const deep = ${often("[", 100_000)}${often("]", 100_000)};`),
  tenant("nests parentheses", `const deep = ${often("(", 100_000)}1${often(")", 100_000)};`),
  tenant("nests functions", `${often("(() => {", 50_000)}${often("})()", 50_000)};`),
  tenant("nests types", `type Deep = ${often("Array<", 100_000)}1${often(">", 100_000)};`),
  tenant("adds without end", `const sum = 1${often(" + 1", 100_000)};`),
  tenant("denies without end", `const no = ${often("!", 100_000)}1;`),
  tenant("chains without end", `const a = metrics${often(".x", 100_000)};`),
  tenant("asks without end", `${often("if (1) ", 100_000)};`),
  tenant("nests conditions until the engine gives up", `${often("if (1) ", 700)};`),
  tenant("nests JSON", 'import x from "./x.json"; x();', "", { "tenants/acme/x.json": often("[", 100_000) }),
  tenant("nests data", "let deep: unknown = 1; for (let i = 0; i < 1e5; i++) deep = [deep];", "title: deep"),
  tenant("contains itself", "const self: any = {}; self.self = self;", "title: self"),
  tenant("hides a bracket behind a slash", 'let x = 1; x++ / "(" / 2;'),
  tenant("recurses", "const f = (n: number): number => f(n) + 1; f(1);"),
  tenant("recurses through JSON", "const o: any = { toJSON: () => ({ o }) };", "title: o"),
  tenant("recurses through a proxy", "const p: any = new Proxy({}, { get: (_, key) => p[key] }); p.x;"),
  tenant("repeats a text beyond measure", "const big = 'x'.repeat(2e8);"),
  tenant("asks for a large buffer", "const big = new Uint8Array(1e9);"),
  tenant("asks for a long list", "const big = new Array(4294967295).fill(0);"),
];

const HIDDEN = [
  "\u202e",
  "\u2066",
  "\u200b",
  "\u0000",
  "\u0007",
  "\u001b[2J",
  "\ud800",
  "\ufeff",
  "\u00ad",
  "\u2028",
  "\u{e0041}",
];
const escaped = (text: string): string =>
  JSON.stringify(text).replace(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);

const HIDES: readonly Hostile[] = [
  ...HIDDEN.map((hidden) =>
    tenant(`hides ${escaped(hidden)} in a title`, "", `title: "Acme ${escaped(hidden).slice(1, -1)} Music"`),
  ),
  tenant(
    "hides the direction in a name",
    "",
    'alerts: [alert("Re\\u202equests", { when: errorRatio.above("1%"), severity: "page", owner: music, summary: "x" })]',
  ),
  tenant(
    "writes a name in letters that look alike",
    "",
    'alerts: [alert("R\\u0435questsFail", { when: errorRatio.above("1%"), severity: "page", owner: music, summary: "x" })]',
  ),
  tenant(
    "breaks a line in a summary",
    "",
    'alerts: [alert("A", { when: errorRatio.above("1%"), severity: "page", owner: music, summary: "x\\ny" })]',
  ),
  tenant(
    "names a metric by its path",
    "const m = counter('../../etc/passwd', { help: 'x' });",
    "alerts: [alert('A', { when: m.rate('5m').above(1), severity: 'page', owner: music, summary: 'x' })], scrapes: [], recordings: [m]",
  ),
  tenant(
    "names a channel by its path",
    'const c = channel.slack("../../x", { webhook: secret("a"), room: "#a" });',
    "channels: [c]",
  ),
  tenant(
    "refers to a secret by its path",
    'const c = channel.slack("room", { webhook: secret("../../etc/passwd"), room: "#a" });',
    "channels: [c]",
  ),
  {
    what: "turns the direction of its source",
    files: { "tenants/acme/tenant.ts": "/*\u202e } \u2066if (isAdmin)\u2069 \u2066 begin */ const x: = 1;\n" },
  },
  { what: "is no UTF-8", files: { "tenants/acme/tenant.ts": Uint8Array.of(0x65, 0xff, 0xfe) } },
  { what: "has a NUL", files: { "tenants/acme/tenant.ts": "const a = 1;\nconst b = '\0';\n" } },
  { what: "is UTF-16", files: { "tenants/acme/tenant.ts": Buffer.from("\ufeffexport default 1;", "utf16le") } },
  { what: "is empty", files: { "tenants/acme/tenant.ts": "" } },
  { what: "is large", files: { "tenants/acme/tenant.ts": `// ${often("x", 2_000_000)}` } },
];

/** Tenants in TypeScript, each of which is refused within moments. */
export const TYPESCRIPT: readonly Hostile[] = [...THROWS, ...REACHES, ...POLLUTES, ...IMPORTED, ...DEEP, ...HIDES];

/** Those that take seconds, and much memory. */
export const LARGE_TYPESCRIPT: readonly Hostile[] = [
  tenant("declares a list of many", "", "slos: Array.from({ length: 1e6 }, (_, i) => i)"),
  tenant("declares what is no data, many times", "", "title: Array.from({ length: 1e5 }, () => () => 1)"),
  tenant("declares many properties", "", "...Object.fromEntries(Array.from({ length: 2e4 }, (_, i) => ['k' + i, i]))"),
  tenant("loops", "for (;;) {}"),
  tenant("loops in a function", "const f = () => { while (true) metrics.length; }; f();"),
  tenant("loops in promises", "const f = (): Promise<void> => Promise.resolve().then(f); await f();"),
  tenant("loops in a generator", "function* g() { for (;;) yield 1; } for (const one of g()) void one;"),
  tenant("loops in a getter", "", "get title() { for (;;) {} }"),
  tenant("loops while it is written out", "", "title: { toJSON() { for (;;) {} } }"),
  tenant("catches the end of its time", "for (;;) { try { for (;;) {} } catch {} }"),
  tenant("sits in a search", "'a'.repeat(2e7).indexOf('a'.repeat(1e7) + 'b');"),
  tenant("sits in a pattern", "/^(a+)+$/.test('a'.repeat(40) + 'b');"),
  tenant(
    "sits in a sort",
    "Array.from({ length: 1e6 }, (_, i) => (i * 7919) % 1000003).map(String).sort().sort((a, b) => (a < b ? 1 : -1)); [].sort.call({ length: 2 ** 31 } as any);",
  ),
  tenant(
    "sits in JSON",
    "const row = Array(1e3).fill(1); const all = Array(1e3).fill(row); for (;;) JSON.stringify(all);",
  ),
  tenant("sits in a join", "Array(4e7).join('abc');"),
  tenant("eats memory in lists", "const all: unknown[] = []; for (;;) all.push({});"),
  tenant("eats memory in texts", "let all = 'x'; for (;;) all += all;"),
  tenant("eats memory in maps", "const all = new Map(); for (let i = 0; ; i++) all.set(i, { i });"),
  tenant("eats memory in promises", "const all = () => Promise.all(Array.from({ length: 10 }, all)); await all();"),
  tenant("emits 100 MB", "", "title: Array.from({ length: 100 }, (_, i) => String(i).repeat(1e6))"),
  tenant("emits 20 MB", "", "title: 'x'.repeat(2e7)"),
  tenant(
    "emits by sharing",
    "let all: unknown = 'some text'; for (let i = 0; i < 40; i++) all = [all, all];",
    "title: all",
  ),
  tenant(
    "declares many alerts that are none",
    "",
    "alerts: Array.from({ length: 3e4 }, (_, i) => alert('a' + i, {} as any))",
  ),
  tenant("is made of many large files", "import './m0.ts';", "", largeModules()),
];

function largeModules(): HostileFiles {
  return Object.fromEntries(
    Array.from({ length: 40 }, (_, i) => [
      `tenants/acme/m${i}.ts`,
      `import "./m${i + 1}.ts"; export const a${i} = [${often("0,", 50_000)}];\n`,
    ]),
  );
}
