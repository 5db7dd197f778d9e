import type { Hostile } from "./typescript.ts";

const FILE = "tenants/acme/tenant.yaml";

function yaml(what: string, content: string | Uint8Array): Hostile {
  return { what, files: { [FILE]: content } };
}

const tenant = (what: string, rest: string): Hostile => yaml(what, `tenant: acme\n${rest}`);
const often = (text: string, count: number): string => text.repeat(count);

const level = (name: string, of: string): string => `${name}: &${name} [${Array(9).fill(`*${of}`).join(", ")}]\n`;
const BOMB = `a: &a [lol]\n${"abcdefghi"
  .split("")
  .slice(1)
  .map((name, i) => level(name, "abcdefghi".charAt(i)))
  .join("")}`;

/** Tenants in YAML, each of which is refused within moments. */
export const YAML: readonly Hostile[] = [
  tenant("laughs a billion times", BOMB),
  tenant("laughs in maps", "a: &a {x: 1}\nb: &b {x: *a, y: *a}\nc: &c {x: *b, y: *b}\ntitle: *c\n"),
  tenant("contains itself", "a: &a [*a]\nb: &b {b: {c: *b}}\n"),
  tenant("refers to what comes later", "a: *b\nb: &b 1\n"),
  tenant("has anchors that nobody uses", often("- &a 0\n", 3).replace(/^/, "title:\n")),
  tenant(
    "has tags of other languages",
    "a: !!js/function 'function () {}'\nb: !!python/object/apply:os.system [ls]\nc: !!binary aGk=\nd: !!set {x}\ne: !!omap [x: 1]\nf: !ruby/object:Gem {}\n",
  ),
  tenant("has a tag of its own", "%TAG ! tag:example.com,2000:\n"),
  yaml(
    "declares a tag and another version",
    "%YAML 1.1\n%TAG !e! tag:example.com,2000:\n---\ntenant: acme\na: !e!x 1\nb: yes\n",
  ),
  tenant("merges", "base: &base {title: x}\n<<: *base\n"),
  tenant("merges what is no map", "<<: 5\n"),
  tenant("merges a list", "x: &x [1]\n<<: [*x, *x]\n"),
  tenant("pollutes", "__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}\n"),
  tenant("pollutes in quotes", '"__proto__": {polluted: true}\n"\\u005f_proto__": 1\n'),
  tenant("repeats its keys", "tenant: globex\ntitle: a\ntitle: b\n"),
  tenant("has keys of other types", "1: a\ntrue: b\n~: c\n? [d]\n: e\n.nan: f\n0x10: g\n"),
  tenant("has values that are no numbers", "a: .nan\nb: .inf\nc: -.Inf\n"),
  tenant("has a huge number", `slos: {x: {objective: 99%, minimumEvents: ${often("9", 400)}, owner: music}}\n`),
  tenant("has words that YAML 1.1 changes", "title: no\ndescription: 0o17\nteams: on\n"),
  tenant("has sexagesimals", "alerts: {A: {for: 1:30, severity: 12:30:45}}\n"),
  yaml("has carriage returns alone", "tenant: acme\rtitle: 5\r"),
  yaml("has CRLF", "tenant: acme\r\ntitle: 5\r\n"),
  yaml("has a byte order mark in its middle", "tenant: acme\n\ufefftitle: 5\n"),
  yaml("is UTF-16", Buffer.from("\ufefftenant: acme\n", "utf16le")),
  yaml("is UTF-16 without a mark", Buffer.from("tenant: acme\n", "utf16le")),
  yaml("is UTF-32", Uint8Array.of(0xff, 0xfe, 0, 0, 0x74, 0, 0, 0)),
  tenant("has a NUL", "title: a\0b\n"),
  tenant("has control characters", "title: a\u0007b\u001b[2J\n"),
  tenant("escapes control characters", 'title: "a\\0b\\e[2J\\u202e\\U000e0041"\n'),
  tenant("escapes half a pair", 'title: "\\ud800"\n'),
  tenant("escapes beyond Unicode", 'title: "\\UFFFFFFFF"\n'),
  tenant("is indented by tabs", "alerts:\n\tA: 1\n"),
  tenant("is several documents", "---\ntenant: globex\n...\n---\n"),
  yaml("is many documents", often("---\n", 50_000)),
  tenant("nests lists", `a: ${often("[", 100_000)}`),
  tenant("nests maps", `a: ${often("{a: ", 50_000)}`),
  tenant("nests items", `a:\n${often("- ", 100_000)}`),
  tenant("nests keys", often("? ", 100_000)),
  tenant("has a long key", `${often("k", 500_000)}: 1\n`),
  tenant("has a long key in quotes", `"${often("k", 900)}": 1\n`),
  tenant("has a long line", `title: ${often("x ", 250_000)}\n`),
  tenant("has many aliases", `a: &a 1\nb: [${often("*a, ", 20_000)}]\n`),
  tenant("has many quotes", often('a: "\n', 10_000)),
  yaml("is large", often("#", 2_000_000)),
  yaml("is empty", ""),
  yaml("is a list", "- tenant: acme\n"),
  yaml("is a text", "acme"),
  tenant(
    "writes PromQL beyond measure",
    `alerts: {A: {when: "${often("(", 5000)}", severity: page, owner: music, summary: x}}\n`,
  ),
  tenant(
    "names by paths",
    "channels: {../../x: {type: slack}}\nalerts: {../A: {severity: page}}\ndashboards: {/etc/x: {type: system-overview}}\n",
  ),
];

/** Those that take seconds, and much memory. */
export const LARGE_YAML: readonly Hostile[] = [
  tenant("has many keys", Array.from({ length: 80_000 }, (_, i) => `k${i}: 0\n`).join("")),
  tenant("has the same key many times", often("a: 1\n", 200_000)),
  tenant(
    "has an entry of another type many times",
    `alerts:\n${Array.from({ length: 80_000 }, (_, i) => `  A${i}: 0\n`).join("")}`,
  ),
  tenant("has many words", `a: [${often("0,", 400_000)}]\n`),
  yaml("is 50 MB", often("# comment\n", 5_000_000)),
  tenant("has many items", `a:\n${often("- 0\n", 74_000)}`),
  tenant("has many anchors", `a:\n${Array.from({ length: 40_000 }, (_, i) => `- &a${i} 0\n`).join("")}`),
  tenant("has many tags", `a: ${often("!a ", 300_000)}`),
  tenant("has many colons", often(": ", 400_000)),
  tenant("has a text of many lines", `title: |\n${often("  b\n", 250_000)}`),
];
